package org.orrery.ndarray.parallel.modes;

import java.nio.file.Path;

/** A program that takes all tokens of a file, says so, and sits on them until it is ended. */
final class TokenHolder {

    private TokenHolder() {}

    public static void main(String[] args) throws Exception {
        MachineTokens tokens = MachineTokens.of(Path.of(args[0]), Integer.parseInt(args[1]));
        while (tokens.held() < tokens.total()) {
            if (!tokens.tryTake()) {
                Thread.sleep(1);
            }
        }
        System.out.println("holds " + tokens.held());
        System.out.flush();
        // Ends with its parent, should that not end it.
        System.in.read();
    }
}
