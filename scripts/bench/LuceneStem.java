import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Stems words with Lucene's analyzer of a language, without its stop words.
 *
 * <p>Argument: a language. Standard input: a word a line. Standard output: its terms, a line each.
 */
class LuceneStem {
  public static void main(String[] arguments) throws IOException {
    Analyzer analyzer =
        arguments[0].equals("fa")
            ? new PersianAnalyzer(CharArraySet.EMPTY_SET)
            : new ArabicAnalyzer(CharArraySet.EMPTY_SET);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      out.print(terms(analyzer, line) + "\n");
    }
    out.flush();
  }

  private static String terms(Analyzer analyzer, String word) throws IOException {
    StringJoiner terms = new StringJoiner(" ");
    try (TokenStream stream = analyzer.tokenStream("text", word)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) terms.add(term.toString());
      stream.end();
    }
    return terms.toString();
  }
}
