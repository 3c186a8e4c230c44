package org.orrery.bench.architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What the poms of this checkout say.
 *
 * @param version the version of the parent
 * @param modules the folders of the modules, in order
 */
record Reactor(String version, List<String> modules) {
    private static final Path ROOT = Path.of("..");

    static Reactor read() throws IOException {
        Element project = pom(".");
        return new Reactor(child(project, "version"), texts(project, "module"));
    }

    /** The modules that have code: all but the bom. */
    List<String> codeModules() {
        return modules.stream().filter(module -> !module.equals("bom")).toList();
    }

    static boolean isDeployed(String module) throws IOException {
        return !texts(pom(module), "maven.deploy.skip").contains("true");
    }

    /** The bom's entries, as {@code artifact:version}. */
    static List<String> bomEntries() throws IOException {
        List<String> entries = new ArrayList<>();
        var dependencies = pom("bom").getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            entries.add(child(dependency, "artifactId") + ":" + child(dependency, "version"));
        }
        return entries;
    }

    static Element pom(String module) throws IOException {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(ROOT.resolve(module).resolve("pom.xml").toFile());
            return document.getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    static String child(Element parent, String name) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent().strip();
            }
        }
        return "";
    }

    private static List<String> texts(Element parent, String name) {
        List<String> texts = new ArrayList<>();
        var nodes = parent.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }
}
