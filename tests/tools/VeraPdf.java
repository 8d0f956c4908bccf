import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Reads paths of PDF files, one a line, and validates each against the flavours given as arguments.
 * A line of output is a finding: flavour, clause, test, times, message and place, with tabs between; "done" ends a file.
 */
public class VeraPdf {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] flavours) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            for (String flavour : flavours) {
                validate(path, flavour);
            }
            OUT.println("done");
        }
    }

    private static void validate(String path, String name) {
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        try (FileInputStream bytes = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour)) {
            report(name, Foundries.defaultInstance().createValidator(flavour, false).validate(parser));
        } catch (Exception error) {
            print(name, "unreadable", 0, 1, error.toString(), "");
        }
    }

    private static void report(String name, ValidationResult result) {
        Map<String, Integer> times = new LinkedHashMap<>();
        Map<String, TestAssertion> first = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                times.merge(rule, 1, Integer::sum);
                first.putIfAbsent(rule, assertion);
            }
        }
        for (Map.Entry<String, TestAssertion> entry : first.entrySet()) {
            TestAssertion assertion = entry.getValue();
            print(name, assertion.getRuleId().getClause(), assertion.getRuleId().getTestNumber(), times.get(entry.getKey()),
                    assertion.getMessage(), assertion.getLocation().getContext());
        }
    }

    private static void print(String flavour, String clause, int test, int times, String message, String place) {
        OUT.println(String.join("\t", flavour, clause, String.valueOf(test), String.valueOf(times),
                flat(message), flat(place)));
    }

    private static String flat(String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ");
    }
}
