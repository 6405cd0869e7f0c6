/** Why there is no figure: a lost message, a lost connection, a broker that does not answer. */
final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    Trouble(String why) {
        super(why);
    }
}
