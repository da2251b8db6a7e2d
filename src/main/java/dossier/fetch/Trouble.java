package dossier.fetch;

import dossier.model.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ParseException;

/// Turns the many ways in which an exchange can break into one sentence and one class of fault.
final class Trouble {
    /// Which of our own limits ended it.
    enum Limit {
        HEADERS,
        WHOLE
    }

    /// How far an exchange came.
    ///
    /// @param connected whether there was a connection
    /// @param status 0 before the headers came
    /// @param bytes of the body read
    /// @param length of the body as announced, or less than nothing
    /// @param over the limit at which our watchdog ended it
    record Where(
            Address to,
            boolean connected,
            int status,
            long bytes,
            long length,
            Optional<Limit> over,
            FetchSettings settings) {}

    private Trouble() {}

    static Outcome.Broken of(Exception trouble, Where where) {
        return where.over().map(limit -> timedOut(limit, where)).orElseGet(() -> broken(trouble, where));
    }

    /// How long we wait for the headers of an answer, the connection included.
    static Duration patience(FetchSettings settings) {
        return settings.limits().connect().plus(settings.limits().response());
    }

    private static Outcome.Broken timedOut(Limit limit, Where where) {
        Duration time = limit == Limit.WHOLE ? where.settings().limits().whole() : patience(where.settings());
        if (!where.connected()) return broken(where, Fault.TEMPORARY, unconnected(where, time));
        String reason =
                switch (limit) {
                    case HEADERS -> "has not sent all headers of its answer after " + text(time);
                    case WHOLE ->
                        where.status() == 0
                                ? "no answer after " + text(time)
                                : "no end after %s and %,d bytes".formatted(text(time), where.bytes());
                };
        return broken(where, Fault.TEMPORARY, reason);
    }

    private static String unconnected(Where where, Duration time) {
        return "no connection to " + peer(where) + " within " + text(time);
    }

    /// All time went by on the way, before the last request could be sent.
    static Outcome.Broken tooLong(FetchSettings settings) {
        return new Outcome.Broken(
                0,
                Fault.TEMPORARY,
                "no end of redirects after " + text(settings.limits().whole()));
    }

    /// The host is left alone for a while.
    static Outcome resting(Address host, Instant now, Walker.Rest rest) {
        String why = rest.asked() ? "asked to be left alone" : "did not answer in time";
        long left = Duration.between(now, rest.until()).toSeconds();
        return new Outcome.Resting(rest.until(), "not asked: %s %s; again in %d s".formatted(host.host(), why, left));
    }

    /// A stranger's words, fit to stand in a message.
    static String quoted(String words) {
        String clean = words.replaceAll("[\\p{Cntrl}]", " ").strip();
        return "'" + (clean.length() > 200 ? clean.substring(0, 200) + "…" : clean) + "'";
    }

    private static Outcome.Broken broken(Exception trouble, Where where) {
        String host = where.to().host();
        return switch (trouble) {
            case Coding.Broken packed -> broken(where, packed.forGood ? Fault.HARD : Fault.SOFT, sentence(packed));
            case Ration.Crowded crowded -> broken(where, Fault.TEMPORARY, sentence(crowded));
            case Guard.Forbidden forbidden -> broken(where, Fault.HARD, sentence(forbidden));
            case Names.Slow _ -> broken(where, Fault.TEMPORARY, "no answer from the name servers about " + host);
            case UnknownHostException _ -> broken(where, Fault.SOFT, unknown(where));
            case ConnectTimeoutException _ ->
                broken(
                        where,
                        Fault.TEMPORARY,
                        unconnected(where, where.settings().limits().connect()));
            case NoRouteToHostException _ -> broken(where, Fault.SOFT, "no way leads to " + host);
            case ConnectException _ -> broken(where, Fault.SOFT, peer(where) + " refuses the connection");
            case SSLException tls -> broken(where, Fault.SOFT, tls(tls, host));
            case SocketTimeoutException _ -> broken(where, Fault.TEMPORARY, silent(where));
            case NoHttpResponseException _ -> broken(where, Fault.TEMPORARY, "hangs up without an answer");
            case Http.ProxyRefuses refused -> broken(where, Fault.TEMPORARY, sentence(refused));
            case MessageConstraintException _ ->
                broken(where, Fault.SOFT, "sends more, or longer, headers than anybody needs");
            case MalformedChunkCodingException _, ConnectionClosedException _, SocketException _ ->
                broken(where, Fault.TEMPORARY, cutOff(where));
            case ClientProtocolException _ -> broken(where, Fault.SOFT, "answers with what is not HTTP");
            case IOException io
            when io.getCause() instanceof HttpException || io.getCause() instanceof ParseException ->
                broken(where, Fault.SOFT, "answers with what is not HTTP");
            default ->
                broken(
                        where,
                        Fault.TEMPORARY,
                        "breaks off (" + trouble.getClass().getSimpleName() + ")");
        };
    }

    private static Outcome.Broken broken(Where where, Fault fault, String reason) {
        return new Outcome.Broken(where.status(), fault, reason);
    }

    private static String sentence(Exception own) {
        return String.valueOf(own.getMessage());
    }

    /// Whom the socket connects to.
    private static String peer(Where where) {
        return where.settings()
                .proxy()
                .map(proxy -> "the proxy " + proxy.host() + ":" + proxy.port())
                .orElse(where.to().host() + ":" + where.to().port());
    }

    private static String unknown(Where where) {
        return where.settings()
                .proxy()
                .map(proxy -> "the proxy " + proxy.host() + " is unknown")
                .orElse("no such host: " + where.to().host());
    }

    private static String silent(Where where) {
        String time = text(where.settings().limits().response());
        return where.status() == 0
                ? "no answer after " + time
                : "silent for %s after %,d bytes".formatted(time, where.bytes());
    }

    private static String cutOff(Where where) {
        if (where.status() == 0) return "hangs up without an answer";
        return where.length() < 0
                ? "hangs up after %,d bytes, before the end".formatted(where.bytes())
                : "hangs up after %,d of %,d bytes".formatted(where.bytes(), where.length());
    }

    /// The innermost cause says most: that a certificate has expired stands within one that it is not valid.
    private static String tls(SSLException trouble, String host) {
        String says = "no secure connection to " + host + " comes about";
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) return "the certificate of " + host + " has expired";
            if (isOfAnother(cause)) return "the certificate is not made out to " + host;
            if (cause instanceof CertificateException) says = "the certificate of " + host + " cannot be trusted";
        }
        return says;
    }

    /// Java's own check of the name has no type of its own.
    private static boolean isOfAnother(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof SSLPeerUnverifiedException
                || (cause instanceof CertificateException
                        && (message.startsWith("No subject alternative") || message.startsWith("No name matching")));
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
