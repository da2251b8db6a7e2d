package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Publish;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noarchive|EXCERPT|noarchive",
                "NOARCHIVE, NoFollow|EXCERPT|noarchive",
                "noindex|EXCERPT|noindex",
                "none|EXCERPT|none",
                "nosnippet|LINK|nosnippet",
                "noarchive, nosnippet|LINK|noarchive, nosnippet",
                "max-snippet:0|LINK|max-snippet:0",
                "max-snippet: 160|LINK|max-snippet: 160",
                "max-snippet:500|EXCERPT|max-snippet:500",
                "max-snippet:-1, max-image-preview:large|FULL|''",
                "index, follow|FULL|''",
                "all|FULL|''",
                "''|FULL|''",
                "otherbot: noarchive|FULL|''",
                "otherbot: noindex, noarchive|FULL|''",
                "noarchive, otherbot: nosnippet|EXCERPT|noarchive",
                "otherbot: noindex, dossier: noarchive|EXCERPT|noarchive",
                "Dossier: nosnippet|LINK|nosnippet",
                "*: noarchive|EXCERPT|noarchive",
                "unavailable_after: Wed, 25 Jun 2030 15:00:00 GMT, noarchive|EXCERPT|noarchive",
            })
    void aServersWordsCountAsFarAsTheyAreMeantForUs(String header, Publish most, String said) {
        assertThat(Permission.ofHeaders(Map.of("x-robots-tag", header))).isEqualTo(new Permission(most, said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<meta name=robots content=noarchive>|EXCERPT",
                "<META NAME='Robots' CONTENT='NOINDEX,NOARCHIVE'>|EXCERPT",
                "<meta name=dossier content=nosnippet>|LINK",
                "<meta name=robots content='index; noarchive'>|EXCERPT",
                "<meta name=googlebot content=noarchive>|FULL",
                "<meta name=robots content='max-image-preview:large'>|FULL",
                "<!-- <meta name=robots content=noarchive> -->|FULL",
                "<p>noarchive</p>|FULL",
            })
    void aPagesWordsCountAsFarAsTheyAreMeantForUs(String head, Publish most) {
        assertThat(Permission.ofPage(Jsoup.parse(head).select("meta")).most()).isEqualTo(most);
    }

    @Test
    void whatNobodyForbidsIsAllowed() {
        assertThat(Permission.ofHeaders(Map.of())).isEqualTo(Permission.ALL);
    }
}
