package javisor.cli;

import javisor.lab.RunningMachine;

/** Somebody who looks at the machine of a session from outside. */
interface SessionObserver {
    /** Looks at nothing. */
    SessionObserver NONE = new SessionObserver() {};

    /** The machine has been started. */
    default void started(RunningMachine machine) {}

    /** The session is over; the machine is still there if it has not ended by itself, and is closed next. */
    default void over(RunningMachine machine) {}
}
