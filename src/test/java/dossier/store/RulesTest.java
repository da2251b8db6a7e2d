package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.model.Channel;
import dossier.model.Decision.What;
import dossier.model.Kept;
import dossier.model.Place;
import dossier.model.Request;
import dossier.model.Rule;
import dossier.model.RuleVersion;
import dossier.model.Scope;
import dossier.model.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RulesTest {
    private final House house;

    RulesTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        house.configure(House.DAILY);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void everyChangeOfADeskRuleIsAVersionThatIsKept() {
        assertThat(house.rules.write(rule("trade", "tariff", 0), "Ann")).isEqualTo(1);
        assertThat(house.rules.write(rule("trade", "tariff", 0), "Bob")).isEqualTo(1);
        assertThat(house.rules.write(rule("trade", "tariff OR duty", 0), "Bob")).isEqualTo(2);
        assertThat(house.rules.write(rule("trade", "tariff OR duty", 9), "Eve")).isEqualTo(3);
        assertThat(house.rules.history("trade"))
                .extracting(wording -> wording.version().version()
                        + wording.actor()
                        + wording.version().rule().match()
                        + wording.version().rule().cap())
                .containsExactly("3Evetariff OR duty9", "2Bobtariff OR duty0", "1Anntariff0");
    }

    @Test
    void fileAndDeskNeverHaveARuleOfOneName() {
        assertThatThrownBy(() -> house.rules.write(rule("spying", "spy", 0), "Ann"))
                .hasMessageContaining("rules.yaml has a rule spying already");
        house.rules.write(rule("trade", "tariff", 0), "Ann");
        Rule same = rule("trade", "duty", 0);
        assertThat(house.rules.clashes(List.of(House.SPYING, same))).containsExactly(same);
        assertThatThrownBy(() -> house.rules.sync(List.of(same))).hasMessageContaining("The desk has a rule trade");
        house.rules.remove("trade");
        assertThat(house.rules.sync(List.of(same))).containsExactly(new RuleVersion(same, 2));
    }

    @Test
    void aDeskRuleStaysInForceWhenTheFileIsReadAgain() {
        house.rules.write(rule("trade", "tariff", 0), "Ann");
        assertThat(house.rules.sync(List.of(House.SPYING)))
                .extracting(version -> version.rule().name())
                .containsExactly("spying", "trade");
        assertThat(house.rules.remove("trade")).isTrue();
        assertThat(house.rules.remove("trade")).isFalse();
        assertThat(house.rules.inForce()).hasSize(1);
    }

    @Test
    void whoWatchesHearsOfAChangeOnce() {
        house.rules.news();
        assertThat(house.rules.news()).isEmpty();
        house.clock.advance(Duration.ofSeconds(1));
        new Rules(house.database, house.clock).write(rule("trade", "tariff", 0), "Ann");
        assertThat(house.rules.news()).hasSize(1);
        assertThat(house.rules.news()).isEmpty();
    }

    @Test
    void anOutletKnowsTheRulesThatApplyToIt() {
        house.rules.write(scoped("own", House.DAILY.name()), "Ann");
        house.rules.write(scoped("other's", "The Weekly"), "Ann");
        house.rules.write(rule("all", "spies", 0), "Ann");
        house.rules.write(rule("gone", "spies", 0), "Ann");
        house.rules.remove("gone");
        Scope scope = house.archive
                .outlet(House.get("/outlets/x", "slug", House.DAILY.slug()))
                .scope()
                .orElseThrow();
        assertThat(scope.tags()).containsExactly("own");
        assertThat(scope.everywhere())
                .as("that of the file and one of the desk")
                .isEqualTo(2);
    }

    @Test
    void anOutletsListsAreReadAgainWhenItsRulesChangedAndOnlyThen() {
        Request page = House.get("/outlets/x", "slug", House.DAILY.slug());
        Request feed = House.get("/outlets/x/feed.rss", "slug", House.DAILY.slug());
        Sighting first = house.poll(House.entries(0, 1)).getFirst();
        house.keep(first, House.content(first, "a text"));
        Channel kept = house.archive.outlet(page);
        Channel sent = house.archive.outlet(feed);
        assertThat(house.archive.outlet(page)).isSameAs(kept);
        house.rules.write(scoped("own", House.DAILY.name()), "Ann");
        assertThat(house.archive.outlet(page).scope().orElseThrow().tags()).containsExactly("own");
        assertThat(house.archive.outlet(feed)).isSameAs(sent);
    }

    @Test
    void aRuleIsMeasuredAgainstWhatCuratorsDecided() {
        RuleVersion spying = house.rules.inForce().getFirst();
        Decisions decisions = new Decisions(house.database, house.outlets, house.clock);
        Previews previews = new Previews(house.database, house.outlets);
        List<Sighting> sightings = house.poll(House.entries(0, 4));
        List<Kept> kept = sightings.stream()
                .map(each -> house.keep(each, House.content(each, "text of " + each.id())))
                .toList();
        for (int i = 0; i < 3; i++) house.taggings.keep(House.matched(kept.get(i), spying));
        house.taggings.keep(House.matched(kept.get(3)));
        decisions.decide(kept.get(0).id(), What.APPROVE, Set.of("spying"), "Ann", "");
        decisions.decide(kept.get(1).id(), What.REJECT, Set.of("spying"), "Ann", "");
        decisions.decide(kept.get(3).id(), What.TAG, Set.of("spying"), "Ann", "");
        Previews.Score score = previews.scores(List.of(spying.rule())).get("spying");
        assertThat(score).isEqualTo(new Previews.Score(1, 1, 1));
        assertThat(score.precision()).contains(0.5);
        Rule better = rule("spying", "better", 0);
        Set<Long> matching = Set.of(kept.get(0).id().value(), kept.get(3).id().value());
        Previews.Forecast forecast = previews.weigh(List.of(new Previews.Supposed(better, matching)));
        assertThat(forecast.scores().get("spying").after()).isEqualTo(new Previews.Score(2, 0, 0));
        assertThat(forecast.figures().of("spying")).isEqualTo(new Figures.OfTag(0, 1, 0));
        assertThat(forecast.tags().get("spying").stays()).isEqualTo(2);
    }

    @Test
    void aRuleThatFoundNothingForLongOrFarTooMuchRaisesAnAlarm() {
        var now = house.clock.instant();
        var before = now.minus(Duration.ofDays(90));
        assertThat(numbers(Optional.of(now), 3, 30).alarm(before, Optional.of(now), 30))
                .isEmpty();
        assertThat(numbers(Optional.of(before), 0, 0).alarm(before, Optional.of(now), 30))
                .contains(new RuleStatistics.Alarm.Dead(90));
        assertThat(numbers(Optional.empty(), 0, 0).alarm(before, Optional.of(now), 30))
                .contains(new RuleStatistics.Alarm.Never());
        assertThat(numbers(Optional.of(before), 0, 0).alarm(before, Optional.of(before), 30))
                .as("nothing came in")
                .isEmpty();
        assertThat(numbers(Optional.of(now), 60, 56).alarm(before, Optional.of(now), 30))
                .contains(new RuleStatistics.Alarm.Runaway(60, 2));
    }

    @Test
    void aRulesArticlesAreCountedByTheDayOnWhichTheyCameIn() {
        RuleVersion spying = house.rules.inForce().getFirst();
        for (Sighting each : house.poll(House.entries(0, 3)))
            house.work(each, House.content(each, "text of " + each.id()), spying);
        RuleStatistics statistics = new RuleStatistics(house.database, house.clock);
        assertThat(statistics.all().get("spying").inForce()).isEqualTo(3);
        assertThat(statistics.byDay("spying", 2).toString()).isEqualTo("{2026-02-28=0, 2026-03-01=3}");
    }

    private static RuleStatistics.OfRule numbers(Optional<java.time.Instant> last, long today, long before) {
        return new RuleStatistics.OfRule(10, 0, 0, last, today, before);
    }

    private static Rule scoped(String name, String outlet) {
        return new Rule(name, name, "spies", List.of(outlet), false, new Place("rules.yaml", 1));
    }

    private static Rule rule(String name, String query, int cap) {
        return new Rule(name, name, query, List.of(), false, cap, new Place("rules.yaml", 1));
    }
}
