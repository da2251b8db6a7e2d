package dossier.rules;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a person expects of the query language, one article and one question a line.
class ExpectedMatchesTest {
    @ParameterizedTest(name = "{0}: {1} | {2}")
    @CsvSource(delimiter = '|', textBlock = """
        en | The spies were caught in Rome                    | spy                              | yes
        en | The spies were caught in Rome                    | =spy                             | no
        en | Apple shares fell                                | =Apple                           | yes
        en | an apple a day                                   | =Apple                           | no
        en | NATO's allies met                                | NATO                             | yes
        en | NATO's allies met                                | =NATO                            | yes
        en | the U.S. economy grows                           | US                               | yes
        en | the U.S. economy grows                           | U.S.                             | yes
        en | state-owned companies                            | "state owned"                    | yes
        en | state owned companies                            | state-owned                      | yes
        en | a well-known spy                                 | =well-known                      | yes
        en | Don't panic                                      | dont                             | yes
        en | Don’t panic                                      | don't                            | yes
        en | O'Brien was elected                              | O’Brien                          | yes
        en | 1,500 soldiers arrived                           | 1500                             | yes
        en | COVID-19 cases rise                              | covid-19                         | yes
        en | the 5G network                                   | 5G                               | yes
        en | F-16 jets were sold                              | F-16                             | yes
        en | inflation of 3.5 percent                         | 3.5                              | yes
        en | written in C++ mostly                            | C++                              | yes
        en | trade talks between China and India              | trade NEAR/4 India               | no
        en | trade talks between China and India              | trade NEAR/5 India               | yes
        en | India and China talk about trade                 | trade NEAR/6 (china OR russia)   | yes
        en | the secrets of the state                         | "state secrets"                  | no
        en | the secrets of the state                         | state NEAR/3 secrets             | yes
        en | peace and war                                    | war AND NOT peace                | no
        en | war in the east                                  | war AND NOT peace                | yes
        en | war in the east                                  | war NOT "in the west"            | yes
        en | espionage by satellite                           | espion*                          | yes
        en | colour and color                                 | colo?r                           | yes
        en | The Café reopened                                | cafe                             | yes
        en | Beyoncé sings                                    | beyonce                          | yes
        en | Beyoncé sings                                    | =Beyonce                         | no
        en | naïve hopes                                      | naive                            | yes
        en | universities protest                             | university                       | yes
        en | women marched                                    | woman                            | yes
        en | he has written a letter                          | letters                          | yes
        de | Die Häuser der Regierung                         | Haus                             | yes
        de | Der Geheimdienst spioniert                       | Geheimdienste                    | yes
        de | Der Geheimdienst spioniert                       | geheim*                          | yes
        de | Die Straße ist gesperrt                          | Strasse                          | yes
        de | Müller kandidiert                                | Mueller                          | yes
        de | Müller kandidiert                                | Muller                           | yes
        de | Ärzte streiken                                   | Arzt                             | yes
        fr | l'État islamique recule                          | État                             | yes
        fr | l’État islamique recule                          | etat                             | yes
        fr | l'espionnage industriel                          | espionnage                       | yes
        fr | Qu'est-ce qu'une élection ?                      | élections                        | yes
        fr | les journaux nationaux                           | journal                          | yes
        es | Los espías detenidos en México                   | espía                            | yes
        es | Los espías detenidos en México                   | Mexico                           | yes
        es | las elecciones del año                           | elección                         | yes
        it | dell'economia italiana                           | economia                         | yes
        pt | as eleições presidenciais                        | eleição                          | yes
        nl | de verkiezingen in Nederland                     | verkiezing                       | yes
        ru | Самолёт разбился                                 | самолет                          | yes
        ru | шпионы задержаны                                 | шпион                            | yes
        ar | الجاسوس في المدينة                               | جاسوس                            | yes
        ar | مُحَمَّد قال                                          | محمد                             | yes
        hi | लड़के किताबें पढ़ते हैं                                    | किताब                            | yes
        zh | 中国间谍被捕                                       | 间谍                              | yes
        zh | 中国间谍被捕                                       | "中国间谍"                          | yes
        zh | 国中间谍                                          | 中国                              | no
        ja | 東京でスパイが逮捕された                              | スパイ                             | yes
        ko | 서울에서 간첩이 체포됐다                              | 간첩                              | yes
        en | Victory 🎉 at last                               | victory NEAR/1 last              | no
        en | any text                                         | before:2019-05-15                | yes
        en | any text                                         | before:2019-05-14                | no
        en | any text                                         | after:2019-05-14                 | yes
        en | any text                                         | after:2019-05-15                 | no
        en | any text                                         | source:bbc lang:en               | yes
        en | any text                                         | lang:de                          | no
        en | any text                                         | title:untitled                   | yes
        """)
    void aPersonExpects(String language, String text, String query, String expected) {
        try (Watch watch = new Watch(List.of(Articles.rule("rule", query)), UTC)) {
            assertThat(watch.match(Articles.saying(language, text)).matches().isEmpty() ? "no" : "yes")
                    .as("%s asked of ‘%s’", query, text)
                    .isEqualTo(expected);
        }
    }
}
