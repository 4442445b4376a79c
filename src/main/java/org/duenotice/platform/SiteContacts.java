package org.duenotice.platform;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.duenotice.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The owners and hosts of ordinary sites, as people found them. */
@Service
@RequiredArgsConstructor
public class SiteContacts {

    private final JdbcClient jdbc;

    public Optional<SiteContact> of(String host) {
        return jdbc.sql("select host, address, language, verified, source from current_site_contact where host = ?")
                .param(host)
                .query(SiteContact.class)
                .optional();
    }

    /**
     * Records who answers for the host from now on; {@code source} is the case in which it was found.
     *
     * @throws Problem {@code site.address} when this is not one e-mail address
     */
    public void found(String host, String address, String source) {
        if (!address.matches("[^@\\s,;<>]+@[^@\\s,;<>]+\\.[^@\\s,;<>]+")) {
            throw Problem.invalid("site.address", address);
        }
        if (of(host).map(SiteContact::address).filter(address::equals).isPresent()) {
            return;
        }
        jdbc.sql("insert into site_contact (host, address, language, verified, source) values (?, ?, 'ru', false, ?)")
                .params(host, address, source)
                .update();
    }
}
