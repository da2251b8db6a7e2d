package dossier.search;

import dossier.model.Facet;
import dossier.query.Expression;
import dossier.query.Field;
import dossier.query.Paper;
import dossier.query.Parser;
import dossier.query.Printer;
import dossier.query.UnreadableQuery;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.StringDocValuesReaderState;
import org.apache.lucene.facet.StringValueFacetCounts;
import org.apache.lucene.facet.range.LongRange;
import org.apache.lucene.facet.range.LongRangeFacetCounts;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.SortedSetDocValues;

/// Counts what was found by tag, outlet and month, and says for each of them the query that finds it alone.
final class Facets {
    private static final int MOST = 10;
    private static final int LOOKED_AT = 200;
    private static final int MOST_MONTHS = 24;
    /// Months that are counted at all; who has older articles gets them by `before:`.
    private static final int LONGEST = 12 * 200;

    private final IndexReader reader;
    private final FacetsCollector found;
    private final Expression asked;
    private final long total;
    private final ZoneId zone;

    /// @param found what the query matched
    /// @param asked the query
    /// @param total how many matched
    Facets(IndexReader reader, FacetsCollector found, Expression asked, long total, ZoneId zone) {
        this.reader = reader;
        this.found = found;
        this.asked = asked;
        this.total = total;
        this.zone = zone;
    }

    /// Those that would narrow it.
    List<Facet> all() throws IOException {
        if (total < 2) return List.of();
        List<Facet> facets = new ArrayList<>();
        add(facets, Facet.Kind.TAG, named(Index.TAG_NAME, Field.TAG));
        add(facets, Facet.Kind.OUTLET, named(Index.OUTLET_NAME, Field.SOURCE));
        Map<YearMonth, Long> months = months();
        if (months.size() <= MOST_MONTHS) add(facets, Facet.Kind.MONTH, byMonth(months));
        else add(facets, Facet.Kind.YEAR, byYear(months));
        return facets;
    }

    private static void add(List<Facet> facets, Facet.Kind kind, List<Facet.Value> values) {
        if (!values.isEmpty()) facets.add(new Facet(kind, values));
    }

    private List<Facet.Value> named(String column, Field field) throws IOException {
        if (!hasValues(column)) return List.of();
        FacetResult counts = new StringValueFacetCounts(new StringDocValuesReaderState(reader, column), found)
                .getTopChildren(LOOKED_AT, column);
        if (counts == null) return List.of();
        List<String> names =
                Stream.of(counts.labelValues).map(count -> count.label).toList();
        List<Facet.Value> values = new ArrayList<>();
        for (LabelAndValue count : counts.labelValues)
            if (values.size() < MOST && (field == Field.TAG || !standsInAnother(count.label, names)))
                phrase(count.label)
                        .flatMap(
                                name -> value(count.label, count.value.longValue(), new Expression.Within(field, name)))
                        .ifPresent(values::add);
        return values;
    }

    /// `source:"BBC"` would find BBC Sport as well, and more than was counted.
    private static boolean standsInAnother(String name, List<String> names) {
        String words = words(name);
        return names.stream()
                .anyMatch(other -> !other.equals(name) && words(other).contains(words));
    }

    private static String words(String name) {
        return " " + Paper.tag(name).replace('-', ' ') + " ";
    }

    private boolean hasValues(String column) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            SortedSetDocValues values = leaf.reader().getSortedSetDocValues(column);
            if (values != null) return true;
        }
        return false;
    }

    /// Not every name can be asked for: it may hold a quote, or nothing but signs.
    private static Optional<Expression> phrase(String name) {
        try {
            return Optional.of(new Expression.Phrase(name));
        } catch (IllegalArgumentException notQuotable) {
            return Optional.empty();
        }
    }

    private Optional<Facet.Value> value(String name, long articles, Expression... narrower) {
        if (articles == 0 || articles >= total) return Optional.empty();
        List<Expression> parts = new ArrayList<>();
        if (asked instanceof Expression.And(var all)) parts.addAll(all);
        else parts.add(asked);
        parts.addAll(Arrays.asList(narrower));
        return readable(Printer.print(new Expression.And(parts))).map(query -> new Facet.Value(name, articles, query));
    }

    /// A query that is as long as may be cannot be narrowed.
    private static Optional<String> readable(String query) {
        try {
            Parser.parse(query);
            return Optional.of(query);
        } catch (UnreadableQuery tooMuch) {
            return Optional.empty();
        }
    }

    private Map<YearMonth, Long> months() throws IOException {
        Map<YearMonth, Long> months = new LinkedHashMap<>();
        byte[] newest = PointValues.getMaxPackedValue(reader, Paper.DATE);
        byte[] oldest = PointValues.getMinPackedValue(reader, Paper.DATE);
        if (newest == null || oldest == null) return months;
        YearMonth last = month(LongPoint.decodeDimension(newest, 0));
        YearMonth first = month(LongPoint.decodeDimension(oldest, 0));
        List<LongRange> ranges = new ArrayList<>();
        for (YearMonth month = last; !month.isBefore(first) && ranges.size() < LONGEST; month = month.minusMonths(1))
            ranges.add(new LongRange(month.toString(), start(month), true, start(month.plusMonths(1)), false));
        FacetResult counts = new LongRangeFacetCounts(Paper.DATE, found, ranges.toArray(LongRange[]::new))
                .getAllChildren(Paper.DATE);
        for (LabelAndValue count : counts.labelValues)
            if (count.value.longValue() > 0) months.put(YearMonth.parse(count.label), count.value.longValue());
        return months;
    }

    private YearMonth month(long milliseconds) {
        return YearMonth.from(Instant.ofEpochMilli(milliseconds).atZone(zone));
    }

    private long start(YearMonth month) {
        return month.atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private List<Facet.Value> byMonth(Map<YearMonth, Long> months) {
        List<Facet.Value> values = new ArrayList<>();
        months.forEach((month, articles) -> value(
                        month.toString(),
                        articles,
                        new Expression.After(month.atDay(1)),
                        new Expression.Before(month.plusMonths(1).atDay(1)))
                .ifPresent(values::add));
        return values;
    }

    private List<Facet.Value> byYear(Map<YearMonth, Long> months) {
        Map<Integer, Long> years = new LinkedHashMap<>();
        months.forEach((month, articles) -> years.merge(month.getYear(), articles, Long::sum));
        List<Facet.Value> values = new ArrayList<>();
        years.forEach((year, articles) -> value(
                        String.valueOf(year),
                        articles,
                        new Expression.After(LocalDate.of(year, 1, 1)),
                        new Expression.Before(LocalDate.of(year + 1, 1, 1)))
                .ifPresent(values::add));
        return values;
    }
}
