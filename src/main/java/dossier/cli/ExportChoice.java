package dossier.cli;

import dossier.model.Inquiry;
import dossier.model.Outlet;
import dossier.model.Request;
import dossier.store.Vault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// Which part of the archive is exported.
final class ExportChoice {
    private static final int AT_ONCE = 100;

    @Option(names = "--tag", paramLabel = "TAG", description = "Only articles under this tag")
    private Optional<String> tag = Optional.empty();

    @Option(names = "--outlet", paramLabel = "NAME", description = "Only articles of this outlet")
    private Optional<String> outlet = Optional.empty();

    @Option(names = "--since", paramLabel = "DAY", description = "Only from this day on, such as 2026-03-01")
    private Optional<String> since = Optional.empty();

    /// The question that the API would be asked.
    Inquiry inquiry(House house, Optional<String> query) {
        Map<String, String> params = new LinkedHashMap<>();
        tag.ifPresent(name -> params.put("tag", name));
        outlet.ifPresent(name -> params.put("outlet", outlet(house, name).slug()));
        since.ifPresent(day -> {
            start(house, day);
            params.put("after", day);
        });
        query.ifPresent(words -> params.put("q", words));
        params.put("limit", String.valueOf(AT_ONCE));
        Inquiry inquiry = house.api().ask(new Request("/api/v1/articles", params, Optional.empty(), Optional.empty()));
        inquiry.problem().ifPresent(problem -> {
            throw new Refused(problem);
        });
        return inquiry;
    }

    /// The same for what the public does not see.
    Vault.Choice vault(House house) {
        Instant from = since.map(day -> start(house, day)).orElse(Inquiry.EVER);
        return new Vault.Choice(tag.map(house.tags()::now), outlet.map(name -> outlet(house, name)), from);
    }

    private static Instant start(House house, String day) {
        try {
            return LocalDate.parse(day)
                    .atStartOfDay(house.configuration().settings().zone("site.zone"))
                    .toInstant();
        } catch (DateTimeException noDay) {
            throw new Refused("--since " + day + " is no day, such as 2026-03-01");
        }
    }

    private static Outlet outlet(House house, String name) {
        List<Outlet> outlets = house.outlets().list();
        return outlets.stream()
                .filter(one -> one.name().equals(name) || one.slug().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused("No outlet is called %s. There are: %s"
                        .formatted(name, outlets.stream().map(Outlet::name).collect(Collectors.joining(", ")))));
    }
}
