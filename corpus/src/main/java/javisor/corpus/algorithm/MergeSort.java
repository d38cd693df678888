package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Mergesort from the bottom up, stable. */
public final class MergeSort implements Program {
    private record Card(int rank, char suit) {}

    @Override
    public void run() {
        String suits = "shdcshdcshdcshdc";
        Card[] cards = new Card[16];
        int x = Input.of(5);
        for (int i = 0; i < cards.length; i++) {
            x = x * 11 % 17;
            cards[i] = new Card(x % 4, suits.charAt(i));
        }
        Card[] spare = new Card[16];
        for (int width = 1; width < 16; width *= 2) {
            for (int start = 0; start < 16; start += 2 * width) {
                merge(cards, spare, start, start + width, start + 2 * width);
            }
            Card[] keep = cards;
            cards = spare;
            spare = keep;
        }
        for (Card card : cards) {
            Out.print(card.rank());
            Out.println(card.suit());
        }
    }

    private static void merge(Card[] from, Card[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            if (right == end || left < middle && from[left].rank() <= from[right].rank()) {
                to[i] = from[left++];
            } else {
                to[i] = from[right++];
            }
        }
    }
}
