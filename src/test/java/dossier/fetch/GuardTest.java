package dossier.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    private final Guard guard = new Guard(FetchSettings.DEFAULTS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001::1",
                "2001:db8::1",
                "100::1",
            })
    void anAddressOfOursIsRefused(String address) throws UnknownHostException {
        assertThat(Ip.special(InetAddress.getByName(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "64:ff9b::101:101",
                "2002:101:101::1",
                "2a00:1450::1",
            })
    void anAddressOfThePublicInternetIsAllowed(String address) throws UnknownHostException {
        assertThat(Ip.special(InetAddress.getByName(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://127.1/",
                "http://0/",
                "http://[::1]/",
                "http://[::ffff:169.254.169.254]/",
                "http://169.254.169.254/latest/meta-data/",
                "http://localhost/",
                "http://LOCALHOST./",
                "http://daily.localhost/",
                "http://metadata.google.internal/",
                "http://printer.local/",
                "http://daily.example:22/",
                "http://daily.example:25/",
                "http://daily.example:6379/",
            })
    void aForbiddenAddressIsSeenInItsSpelling(String written) {
        assertThat(guard.objection(Address.of(written).orElseThrow())).isPresent();
    }

    @Test
    void theReasonNamesTheAddressAndTheSetting() {
        assertThat(guard.objection(Address.of("http://2130706433/").orElseThrow()))
                .contains("leads to 127.0.0.1, a loopback address, which http.allow-private forbids");
        assertThat(guard.objection(Address.of("http://10.0.0.7/").orElseThrow()))
                .contains("leads to 10.0.0.7, a private address, which http.allow-private forbids");
    }

    @Test
    void allIsAllowedWhereTheOperatorAllowsIt() {
        Guard open = new Guard(FetchSettings.DEFAULTS.allowPrivate(true));
        assertThat(open.objection(Address.of("http://127.0.0.1:9/").orElseThrow()))
                .isEmpty();
    }

    @Test
    void ofANamesAddressesOnlyThePublicOnesAreKept() throws UnknownHostException {
        InetAddress open = InetAddress.getByName("1.1.1.1");
        InetAddress[] both = {InetAddress.getByName("10.0.0.1"), open};
        assertThat(guard.allowed("daily.example", both)).containsExactly(open);
    }

    @Test
    void aNameThatLeadsInsideOnlyIsRefused() throws UnknownHostException {
        InetAddress[] inner = {InetAddress.getByName("192.168.0.1")};
        assertThatThrownBy(() -> guard.allowed("daily.example", inner))
                .isInstanceOf(Guard.Forbidden.class)
                .hasMessage("leads to 192.168.0.1, a private address, which http.allow-private forbids");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1, 22, 23, 25, 53, 110, 143, 389, 445, 465, 587, 993, 1433, 2375, 3306, 5432, 6000, 6379, 6667})
    void whereNoWebsitesAreNobodyIsAsked(int port) {
        assertThat(guard.objection(
                        Address.of("http://daily.example:" + port + "/").orElseThrow()))
                .contains("leads to port " + port + " of daily.example, where no websites are; http.allow-private"
                        + " would let it");
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 81, 443, 1024, 3000, 7777, 8000, 8080, 8443, 8585, 9090, 40000, 65535})
    void websitesOnOddPortsAreAsked(int port) {
        assertThat(guard.objection(
                        Address.of("http://daily.example:" + port + "/").orElseThrow()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://017700000001/",
                "http://0177.0.0.1/",
                "http://0x7f.0.0.0x1/",
                "http://127.0.0.1./",
                "http://user:pass@127.0.0.1/",
                "http://1.1.1.1@127.0.0.1/",
                "http://127.0.0.1\\@1.1.1.1/",
                "HTTP://LocalHost/",
                "http://１２７.０.０.１/",
                "http://①②⑦.⓪.⓪.①/",
                "http://127。0。0。1/",
                "http://ⓛocalhost/",
                "http://%31%32%37.0.0.1/",
                "http://[::ffff:7f00:1]/",
                "http://[0:0:0:0:0:ffff:127.0.0.1]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::10.0.0.1]/",
                "http://[64:ff9b:1::1.1.1.1]/",
                "http://[2002:c0a8:101::]/",
                "http://[2001:0:1::1]/",
                "http://[fec0::1]/",
                "http://[fe80::1]/",
                "http://[fd00:ec2::254]/",
                "http://255.255.255.255/",
                "http://3232235777/",
                "http:127.0.0.1/",
                "http:///127.0.0.1/",
                "http:\\\\127.0.0.1\\",
                "ht\ntp://127.0.0.1/",
            })
    void oddSpellingsOfAForbiddenAddressAreSeenThrough(String written) {
        assertThat(guard.objection(Address.of(written).orElseThrow())).isPresent();
    }
}
