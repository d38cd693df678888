package javisor.machine.hosted;

import javisor.machine.annotation.HostedOnly;

/** Holds the platform that intrinsics reach on the JVM, one per thread so that tests run beside each other. */
@HostedOnly(reason = "on metal the compiler replaces the intrinsics")
public final class Hosted {
    private static final ThreadLocal<Platform> PLATFORM = new ThreadLocal<>();

    private Hosted() {}

    /**
     * {@return the platform of this thread}
     *
     * @throws IllegalStateException if none was set
     */
    public static Platform platform() {
        Platform platform = PLATFORM.get();
        if (platform == null) {
            throw new IllegalStateException("an intrinsic ran on the JVM without a platform: call Hosted.set first");
        }
        return platform;
    }

    /** Makes {@code platform} what intrinsics of this thread reach; {@code null} for none. */
    public static void set(Platform platform) {
        PLATFORM.set(platform);
    }
}
