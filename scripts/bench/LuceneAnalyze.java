import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;

/**
 * Times Lucene's analyzer of a language.
 *
 * <p>Arguments: a language, and how many passes to make. Standard input: texts, one a line.
 * Standard output: the seconds of each pass, one a line.
 */
class LuceneAnalyze {
  public static void main(String[] arguments) throws IOException {
    Analyzer analyzer = arguments[0].equals("ar") ? new ArabicAnalyzer() : new PersianAnalyzer();
    List<String> texts =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
            .lines()
            .toList();
    for (int pass = 0; pass < Integer.parseInt(arguments[1]); pass++) {
      long started = System.nanoTime();
      for (String text : texts) {
        analyze(analyzer, text);
      }
      System.out.println((System.nanoTime() - started) / 1e9);
    }
  }

  private static void analyze(Analyzer analyzer, String text) throws IOException {
    try (TokenStream tokens = analyzer.tokenStream("text", text)) {
      tokens.reset();
      while (tokens.incrementToken()) {}
      tokens.end();
    }
  }
}
