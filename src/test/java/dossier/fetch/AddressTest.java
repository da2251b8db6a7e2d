package dossier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "http://daily.example|http://daily.example/",
                "HTTP://Daily.Example:80/A?b#c|http://daily.example/A?b",
                "https://daily.example:443/|https://daily.example/",
                "https://daily.example:8443/x|https://daily.example:8443/x",
                "http://daily.example./x|http://daily.example/x",
                "http://my_blog.example/x|http://my_blog.example/x",
                "http://münchen.example/ä|http://xn--mnchen-3ya.example/%C3%A4",
                "http://daily.example/a b|http://daily.example/a%20b",
                "http://daily.example/50%|http://daily.example/50%25",
                "http://daily.example/%C3%A4|http://daily.example/%C3%A4",
                "http://daily.example/%zz|http://daily.example/%25zz",
                "http://daily.example/[x]{y}|http://daily.example/%5Bx%5D%7By%7D",
                "http://daily.example/a/../b/./c|http://daily.example/b/c",
                "http://daily.example/../..|http://daily.example/",
                "http://daily.example/a/..|http://daily.example/",
                "http://daily.example/x?u=http://other.example/../y|http://daily.example/x?u=http://other.example/../y",
                "http://daily.example\\x|http://daily.example/x",
                "http:///daily.example/x|http://daily.example/x",
                "http://user:secret@daily.example/x|http://daily.example/x",
                "http://daily.example?x=1|http://daily.example/?x=1",
                "http://2130706433/|http://127.0.0.1/",
                "http://0x7f.1/|http://127.0.0.1/",
                "http://0177.0.0.1/|http://127.0.0.1/",
                "http://127.1./|http://127.0.0.1/",
                "http://１２７.0.0.1/|http://127.0.0.1/",
                "http://%31%32%37.0.0.1/|http://127.0.0.1/",
                "http://[::1]:8080/x|http://[0:0:0:0:0:0:0:1]:8080/x",
                "http://[::ffff:10.0.0.1]/|http://10.0.0.1/",
            })
    void anAddressIsReadAsBrowsersReadIt(String written, String meant) {
        assertThat(Address.of(written)).map(Address::toString).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/x",
                "ftp://daily.example/",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "http://",
                "http://:80/",
                "http://a b/",
                "http://daily..example/",
                "http://daily.example:0/",
                "http://daily.example:65536/",
                "http://daily.example:abc/",
                "http://1.2.3.4.5/",
                "http://256.0.0.1/",
                "http://1.2.3.08/",
                "http://[::1%25eth0]/",
                "http://[1:2]/",
                "http://[",
                "http://]",
                "http://[::1",
                "http://<script>/",
            })
    void whatCannotBeAskedIsNoAddress(String written) {
        assertThat(Address.of(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/x|https://daily.example/x",
                "x|https://daily.example/news/x",
                "../x|https://daily.example/x",
                "?p=2|https://daily.example/news/today?p=2",
                "#top|https://daily.example/news/today?p=1",
                "//other.example/x|https://other.example/x",
                "\\\\other.example\\x|https://other.example/x",
                "http://other.example/x y|http://other.example/x%20y",
                "HTTP://OTHER.example|http://other.example/",
                "/a?u=b c|https://daily.example/a?u=b%20c",
            })
    void aLocationIsReadFromWhereItStands(String location, String meant) {
        Address here = Address.of("https://daily.example/news/today?p=1").orElseThrow();
        assertThat(here.resolve(location)).map(Address::toString).contains(meant);
    }

    @Test
    void aLocationInBareUtf8IsUnderstood() {
        Address here = Address.of("https://daily.example/").orElseThrow();
        String asHeadersAreRead = "/\u00c3\u00a4";
        assertThat(here.resolve(asHeadersAreRead)).map(Address::path).contains("/%C3%A4");
        assertThat(here.resolve("/\u00e4")).map(Address::path).contains("/%C3%A4");
    }

    @Test
    void aLocationThatIsNoAddressLeadsNowhere() {
        Address here = Address.of("https://daily.example/").orElseThrow();
        assertThat(here.resolve("mailto:editor@daily.example")).isEmpty();
        assertThat(here.resolve("http://")).isEmpty();
        assertThat(here.resolve("/" + "x".repeat(10_000))).isEmpty();
    }

    @Test
    void oneHostIsOneNeighbourOnAllItsPorts() {
        assertThat(Address.of("http://daily.example:8080/x").orElseThrow().neighbour())
                .isEqualTo("daily.example");
        assertThat(Address.of("https://Daily.Example/x").orElseThrow().neighbour())
                .isEqualTo("daily.example");
    }

    @Test
    void withWwwAndWithoutIsOneNeighbourAndNoOtherNameIs() {
        assertThat(Address.of("https://www.daily.example/x").orElseThrow().neighbour())
                .isEqualTo("daily.example");
        assertThat(Address.of("https://feeds.daily.example/x").orElseThrow().neighbour())
                .isEqualTo("feeds.daily.example");
        assertThat(Address.of("https://www.example/x").orElseThrow().neighbour())
                .isEqualTo("www.example");
    }

    @Test
    void onLoopbackEachPortIsANeighbour() {
        assertThat(Address.of("http://a.localhost:81/").orElseThrow().neighbour())
                .isEqualTo("a.localhost:81");
        assertThat(Address.of("http://127.0.0.1:82/").orElseThrow().neighbour()).isEqualTo("127.0.0.1:82");
    }

    @Property
    void whateverIsWrittenIsReadOrRefusedAndReadTheSameAgain(@ForAll String host, @ForAll String rest) {
        Address.of("http://" + host + "/" + rest).ifPresent(AddressTest::isStable);
        Address.of("https://daily.example/x").orElseThrow().resolve(rest).ifPresent(AddressTest::isStable);
    }

    @Property
    void whateverHostIsWrittenIsReadOrRefusedAndReadTheSameAgain(@ForAll("hosts") String host) {
        Address.of("http://" + host).ifPresent(AddressTest::isStable);
        Address.of("https://daily.example/x").orElseThrow().resolve("//" + host).ifPresent(AddressTest::isStable);
    }

    @Provide
    static Arbitrary<String> hosts() {
        return Arbitraries.of(
                        "[",
                        "]",
                        ":",
                        "::1",
                        ".",
                        "0x",
                        "0",
                        "127",
                        "1",
                        "99999999999",
                        "%",
                        "%41",
                        "@",
                        "a",
                        "é",
                        "。",
                        "-",
                        "_",
                        "/",
                        "?",
                        "\\")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    private static void isStable(Address address) {
        assertThat(address.toString()).matches("https?://[!-~]+");
        assertThat(Address.of(address.toString())).contains(address);
        assertThat(URI.create(address.toString())).isEqualTo(address.uri());
    }
}
