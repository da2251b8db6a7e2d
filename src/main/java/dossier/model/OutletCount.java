package dossier.model;

/// An outlet and how many of its articles are shown.
public record OutletCount(Outlet outlet, long articles) {}
