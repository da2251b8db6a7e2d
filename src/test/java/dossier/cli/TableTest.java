package dossier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0    | 0 articles
        1    | 1 article
        1200 | 1,200 articles
        """)
    void articlesAreCountedAsPeopleSayIt(long many, String said) {
        assertThat(Table.articles(many)).isEqualTo(said);
    }
}
