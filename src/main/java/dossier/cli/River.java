package dossier.cli;

import java.util.Map;

/// The running routes, as the commands see them.
public interface River extends AutoCloseable {
    /// Stops the routes; work under way is finished or left to the next start.
    @Override
    void close();

    /// Makes a river out of beans.
    interface Source {
        /// Starts the routes.
        ///
        /// @param beans by the name that the routes use
        /// @param properties for `{{…}}` in the routes, and Camel's own (`camel.*`)
        /// @param serve true: the web routes as well
        River open(Map<String, Object> beans, Map<String, String> properties, boolean serve);
    }
}
