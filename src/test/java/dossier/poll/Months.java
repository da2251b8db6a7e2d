package dossier.poll;

import dossier.Samples;
import dossier.model.Alarm;
import dossier.model.Entry;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.FeedHead;
import dossier.model.FeedId;
import dossier.model.Pulse;
import dossier.model.Reading;
import dossier.model.Trip;
import dossier.model.Validators;
import dossier.model.Visit;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A feed that is visited again and again, with what the timetable made of it.
final class Months {
    static final URI HERE = URI.create("https://daily.example/rss.xml");
    static final URI THERE = URI.create("https://new.example/rss.xml");

    private final Timetable timetable = new Timetable(PollSettings.DEFAULTS);
    private Optional<Duration> ttl = Optional.empty();
    private Pulse.Quiet quiet = Pulse.Quiet.NONE;
    Feed feed = feed(Validators.NONE, Optional.empty(), Optional.empty(), 0, Pulse.NONE);
    Instant now = Samples.NOON;
    Optional<URI> movedTo = Optional.empty();
    Visit last = new Visit(feed, trip(0), new Reading.Gone(), Optional.empty());

    Months asks(Optional<Duration> longest, Pulse.Quiet times) {
        ttl = longest;
        quiet = times;
        return this;
    }

    Months later(Duration time) {
        now = now.plus(time);
        return this;
    }

    Months whenDue() {
        now = last.due().orElseThrow();
        return this;
    }

    Visit brings(List<Entry> entries) {
        return brings(entries, "v" + now);
    }

    Visit brings(List<Entry> entries, String etag) {
        return visit(200, reading(entries, etag));
    }

    Visit bringsAfterPushes(List<Entry> entries) {
        return visit(new Visit(feed, trip(200), reading(entries, "v" + now), Optional.empty()).afterPushes());
    }

    private Reading.Entries reading(List<Entry> entries, String etag) {
        FeedHead head = new FeedHead("", "rss20", Optional.empty(), Optional.empty(), ttl, quiet);
        return new Reading.Entries(head, entries, new Validators(Optional.of(etag), Optional.empty()), etag);
    }

    Visit bringsNothing() {
        return visit(304, new Reading.Nothing(feed.validators()));
    }

    Visit fails(Fault fault) {
        return visit(500, new Reading.Failed(fault, "answers 500"));
    }

    Visit refuses(Duration pause) {
        return visit(429, new Reading.Busy(pause));
    }

    Visit isGone() {
        return visit(410, new Reading.Gone());
    }

    Duration pause() {
        return Duration.between(now, last.due().orElseThrow());
    }

    List<Alarm.Kind> alarms() {
        return last.standing().stream().map(Alarm.Standing::kind).toList();
    }

    private Visit visit(int status, Reading reading) {
        return visit(new Visit(feed, trip(status), reading, Optional.empty()));
    }

    private Visit visit(Visit visit) {
        Reading reading = visit.reading();
        int status = visit.trip().status();
        last = timetable.plan(visit);
        boolean read = reading instanceof Reading.Entries;
        feed = feed(
                reading instanceof Reading.Entries entries ? entries.validators() : feed.validators(),
                status == 200 ? Optional.of(now) : feed.lastRead(),
                read ? Optional.of(now) : feed.lastChange(),
                reading instanceof Reading.Failed ? feed.failures() + 1 : 0,
                last.pulse());
        return last;
    }

    private Trip trip(int status) {
        return new Trip(now, Duration.ZERO, status, 1, HERE, movedTo, Optional.empty());
    }

    private static Feed feed(
            Validators validators, Optional<Instant> read, Optional<Instant> change, int failures, Pulse pulse) {
        return new Feed(
                new FeedId(1),
                Samples.outlet(),
                HERE,
                Feed.Role.FEED,
                validators,
                Optional.empty(),
                failures,
                read,
                change,
                pulse);
    }

    /// Entries by number, the newest first; each came so long after the one before.
    static List<Entry> entries(int from, int to, Duration apart) {
        return java.util.stream.IntStream.range(from, to)
                .map(i -> to - 1 - (i - from))
                .mapToObj(i -> Samples.entry("e" + i, Optional.of(Samples.NOON.plus(apart.multipliedBy(i)))))
                .toList();
    }

    /// Entries without a date.
    static List<Entry> undated(int from, int to) {
        return entries(from, to, Duration.ZERO).stream()
                .map(entry -> named(entry, entry.key(), entry.link(), entry.title()))
                .toList();
    }

    static Entry named(Entry entry, String key, Optional<URI> link, String title) {
        return new Entry(
                key,
                Optional.of(key),
                title,
                link,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                entry.summary(),
                entry.content(),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
