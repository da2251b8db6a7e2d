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
}
