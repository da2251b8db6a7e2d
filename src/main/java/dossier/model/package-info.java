/// The words of the house: records and sealed types that flow from room to room. Below it only the JDK.
@NullMarked
package dossier.model;

import org.jspecify.annotations.NullMarked;
