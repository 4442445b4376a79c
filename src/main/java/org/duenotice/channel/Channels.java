package org.duenotice.channel;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sends letters over the channel that was chosen, unless the way to the platform is closed. */
@Component
public class Channels {

    private final Map<ChannelKind, PlatformChannel> byKind = new EnumMap<>(ChannelKind.class);
    private final Ways ways;
    private final ChannelSettings settings;

    Channels(List<PlatformChannel> channels, Ways ways, ChannelSettings settings) {
        channels.forEach(channel -> byKind.put(channel.kind(), channel));
        this.ways = ways;
        this.settings = settings;
    }

    /** What became of a try; {@code wayClosed} when its failure closed the way to the platform. */
    public record Tried(Result result, boolean wayClosed) {}

    /** True when an interrupted try may be made again with the same key. */
    public boolean isIdempotent(ChannelKind kind) {
        return channel(kind).isIdempotent();
    }

    public boolean hasInterface(String platformCode) {
        return settings.endpoint(platformCode).isPresent();
    }

    public Tried send(ChannelKind kind, Dispatch dispatch) {
        var platform = dispatch.addressee();
        var closed = ways.closedUntil(platform, kind);
        if (closed.isPresent()) {
            return new Tried(waiting(closed.get()), false);
        }
        var result = channel(kind).send(dispatch);
        if (result instanceof Result.RetryLater later && later.at() == null) {
            return new Tried(result, ways.failed(platform, kind, later.words()));
        }
        ways.worked(platform, kind);
        return new Tried(result, false);
    }

    private static Result waiting(Instant until) {
        return new Result.RetryLater(until, "The way is closed after failures until " + until);
    }

    private PlatformChannel channel(ChannelKind kind) {
        var channel = byKind.get(kind);
        if (channel == null) {
            throw new IllegalArgumentException("A person carries out " + kind);
        }
        return channel;
    }
}
