package org.duenotice.target;

/** What an address names, in the order of the ladder from the narrowest measure to the widest. */
public enum TargetKind {
    /** One published thing: a post, a video, a comment, a single web page. */
    ITEM,
    /** Everything one account, channel, group or community publishes. */
    ACCOUNT,
    /** A part of a site: a sub-domain below the registered domain. A page's own path is an {@link #ITEM}. */
    PATH,
    /** A whole site: a registered domain, an IP address, or the front page of a platform. */
    DOMAIN
}
