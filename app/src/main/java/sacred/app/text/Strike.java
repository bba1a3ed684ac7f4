package sacred.app.text;

import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.Nodes;
import org.commonmark.node.Text;
import org.commonmark.parser.delimiter.DelimiterProcessor;
import org.commonmark.parser.delimiter.DelimiterRun;

/** Text between two tildes on either side is struck through. */
final class Strike implements DelimiterProcessor {

    /** The struck text. */
    static final class Struck extends CustomNode {}

    @Override
    public char getOpeningCharacter() {
        return '~';
    }

    @Override
    public char getClosingCharacter() {
        return '~';
    }

    @Override
    public int getMinLength() {
        return 2;
    }

    @Override
    public int process(DelimiterRun opening, DelimiterRun closing) {
        if (opening.length() != 2 || closing.length() != 2) {
            return 0;
        }
        Text opener = opening.getOpener();
        Node struck = new Struck();
        for (Node node : Nodes.between(opener, closing.getCloser())) {
            struck.appendChild(node);
        }
        opener.insertAfter(struck);
        return 2;
    }
}
