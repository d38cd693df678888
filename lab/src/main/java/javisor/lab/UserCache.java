package javisor.lab;

import java.nio.file.Path;

/** Where what took long to fetch or to build is kept: the user's cache directory (XDG base directory specification). */
public final class UserCache {
    private UserCache() {}

    /** {@return the directory for one kind of things, which need not exist} */
    public static Path directory(String kind) {
        String cacheHome = System.getenv("XDG_CACHE_HOME");
        Path base = cacheHome == null || cacheHome.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(cacheHome);
        return base.resolve("javisor").resolve(kind);
    }
}
