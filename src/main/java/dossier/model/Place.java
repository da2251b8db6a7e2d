package dossier.model;

/// Where something stands in a file that a person wrote.
///
/// @param file as the person named it, such as `config/rules.yaml`
/// @param line from 1; 0 where a line makes no sense (a command's option, an environment variable)
public record Place(String file, int line) {
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
