package org.orrery.bench.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.ThrowsDeclaration;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;
import java.util.stream.Stream;

/**
 * The rules that hold between and in the artifacts, for all packages below one root: {@code org.orrery} in earnest, a small tree of bad
 * examples in the test of the rules themselves.
 *
 * @param root the root package, such as {@code org.orrery}
 */
record Architecture(String root) {
    private static final String CORE = "ndarray";
    private static final String BENCHMARKS = "bench";
    private static final Set<String> SHARED = Set.of("sparse", "plot");

    /** What JShell imports by default, and the compiler, so that no name of ours is ambiguous there. */
    private static final List<String> JSHELL_IMPORTS = List.of(
            "java.lang",
            "java.io",
            "java.math",
            "java.net",
            "java.nio.file",
            "java.util",
            "java.util.concurrent",
            "java.util.function",
            "java.util.prefs",
            "java.util.regex",
            "java.util.stream");

    private static final Pattern JDK = Pattern.compile("(java|javax|org\\.w3c\\.dom|org\\.xml\\.sax)\\..*");
    private static final Pattern VAGUE = Pattern.compile(".*(Impl|Utils?|Helpers?|Manager)");

    Map<String, ArchRule> rules() {
        return Map.of(
                "dependencies", dependenciesPointOneWay(),
                "threads", threadsComeFromTheParallelRuntime(),
                "JShell", namesAreFreeInJShell(),
                "names", namesSaySomething(),
                "bridges", thirdPartiesStayInBridges(),
                "vectors", vectorApiStaysInVectorizedClasses(),
                "printing", librariesNeverPrint(),
                "deserialisation", nothingIsDeserialised());
    }

    /** Domain to sparse, plot and core; sparse, plot and backends to core; core to nothing; nothing to the benchmarks. */
    ArchRule dependenciesPointOneWay() {
        return classes()
                .that(areOurs())
                .should(
                        new ArchCondition<JavaClass>(
                                "depend one way: domain -> {sparse, plot, ndarray}, backend -> ndarray") {
                            @Override
                            public void check(JavaClass from, ConditionEvents events) {
                                for (var dependency : from.getDirectDependenciesFromSelf()) {
                                    JavaClass to = dependency.getTargetClass().getBaseComponentType();
                                    if (isOurs(to) && !mayUse(subject(from), subject(to))) {
                                        events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
                                    }
                                }
                            }
                        })
                .allowEmptyShould(true);
    }

    private static boolean mayUse(String from, String to) {
        return from.equals(to) || from.equals(BENCHMARKS) || to.equals(CORE) || (SHARED.contains(to) && isDomain(from));
    }

    private static boolean isDomain(String subject) {
        return !subject.equals(CORE) && !SHARED.contains(subject) && !subject.startsWith("backend.");
    }

    /** The package below the root, which is one library; each backend is one of its own. */
    private String subject(JavaClass type) {
        String[] names = type.getPackageName().substring(root.length()).split("\\.", -1);
        String first = names.length > 1 ? names[1] : "";
        return first.equals("backend") && names.length > 2 ? first + "." + names[2] : first;
    }

    ArchRule threadsComeFromTheParallelRuntime() {
        return noClasses()
                .that(areOurs())
                .and()
                .resideOutsideOfPackage(root + "." + CORE + ".parallel..")
                .should()
                .accessTargetWhere(DescribedPredicate.describe("makes or borrows a thread", Architecture::makesThread))
                .allowEmptyShould(true);
    }

    private static boolean makesThread(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        boolean constructs = name.equals(JavaConstructor.CONSTRUCTOR_NAME);
        return (constructs
                        && (owner.isAssignableTo(Thread.class)
                                || owner.isAssignableTo(ExecutorService.class)
                                || owner.isAssignableTo(ForkJoinTask.class)
                                || owner.isAssignableTo(Timer.class)))
                || owner.isEquivalentTo(Executors.class)
                || owner.isAssignableTo(ForkJoinPool.class)
                || (owner.isEquivalentTo(Thread.class) && (name.startsWith("startVirtual") || name.startsWith("of")))
                || (owner.isAssignableTo(CompletableFuture.class) && name.endsWith("Async"))
                || (owner.isEquivalentTo(Arrays.class) && name.startsWith("parallel"))
                || (owner.isAssignableTo(Collection.class) && name.equals("parallelStream"))
                || (owner.isAssignableTo(BaseStream.class) && name.equals("parallel"));
    }

    ArchRule namesAreFreeInJShell() {
        Set<String> taken = jshellNames();
        return noClasses()
                .that(areOurs())
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should(be(DescribedPredicate.<JavaClass>describe(
                        "named like a class that JShell imports", type -> taken.contains(type.getSimpleName()))))
                .allowEmptyShould(true);
    }

    /** The simple names of the public classes in JShell's default imports, in the JDK that runs. */
    static Set<String> jshellNames() {
        Set<String> names = new HashSet<>();
        Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
        for (String module : List.of("java.base", "java.prefs")) {
            for (String name : JSHELL_IMPORTS) {
                Path folder = modules.resolve(module).resolve(name.replace('.', '/'));
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.list(folder)) {
                        files.map(file -> file.getFileName().toString())
                                .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.contains("-"))
                                .map(file -> file.substring(0, file.length() - ".class".length()))
                                .filter(simple -> isPublic(name + "." + simple))
                                .forEach(names::add);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }
        return names;
    }

    private static boolean isPublic(String name) {
        try {
            return Modifier.isPublic(Class.forName(name, false, null).getModifiers());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " is in the runtime image but does not load", e);
        }
    }

    ArchRule namesSaySomething() {
        return noClasses()
                .that(areOurs())
                .should(be(DescribedPredicate.<JavaClass>describe(
                        "named Impl, Util, Helper or Manager",
                        type -> VAGUE.matcher(type.getSimpleName()).matches())))
                .allowEmptyShould(true);
    }

    /** What a user's code would have to name in order to use ours: the JDK's types and ours, and JSpecify's annotations. */
    ArchRule thirdPartiesStayInBridges() {
        return classes()
                .that(areOurs())
                .and(DescribedPredicate.describe("are for users", this::isForUsers))
                .should(new ArchCondition<JavaClass>("show third-party types only in classes named Bridge") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        shown(type).forEach((place, types) -> types.stream()
                                .map(JavaClass::getBaseComponentType)
                                .filter(shown -> !isOurs(shown) && !shown.isPrimitive())
                                .map(JavaClass::getName)
                                .filter(name -> !JDK.matcher(name).matches() && !name.startsWith("org.jspecify."))
                                .forEach(name ->
                                        events.add(SimpleConditionEvent.violated(type, place + " shows " + name))));
                    }
                })
                .allowEmptyShould(true);
    }

    private boolean isForUsers(JavaClass type) {
        boolean open = type.getModifiers().contains(JavaModifier.PUBLIC)
                || type.getModifiers().contains(JavaModifier.PROTECTED);
        return open
                && type.getEnclosingClass().map(this::isForUsers).orElse(true)
                && !(type.getPackageName() + ".").contains(".internal.")
                && !subject(type).equals(BENCHMARKS)
                && !outermost(type).getSimpleName().endsWith("Bridge");
    }

    private static Map<String, Set<JavaClass>> shown(JavaClass type) {
        Map<String, Set<JavaClass>> shown = new TreeMap<>();
        Set<JavaClass> head = rawTypes(type.getInterfaces());
        type.getSuperclass().ifPresent(parent -> head.addAll(parent.getAllInvolvedRawTypes()));
        head.addAll(rawTypes(type.getTypeParameters()));
        head.addAll(annotations(type.getAnnotations()));
        shown.put(type.getName(), head);
        for (JavaField field : type.getFields()) {
            if (isOpen(field.getModifiers())) {
                Set<JavaClass> types = new HashSet<>(field.getType().getAllInvolvedRawTypes());
                types.addAll(annotations(field.getAnnotations()));
                shown.put(field.getFullName(), types);
            }
        }
        for (JavaCodeUnit unit : type.getCodeUnits()) {
            if (isOpen(unit.getModifiers()) && !unit.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                Set<JavaClass> types = rawTypes(unit.getParameterTypes());
                types.addAll(unit.getReturnType().getAllInvolvedRawTypes());
                types.addAll(rawTypes(unit.getTypeParameters()));
                types.addAll(annotations(unit.getAnnotations()));
                for (ThrowsDeclaration<?> exception : unit.getThrowsClause()) {
                    types.add(exception.getRawType());
                }
                shown.put(unit.getFullName(), types);
            }
        }
        return shown;
    }

    private static boolean isOpen(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static Set<JavaClass> rawTypes(Collection<? extends JavaType> types) {
        Set<JavaClass> raw = new HashSet<>();
        types.forEach(type -> raw.addAll(type.getAllInvolvedRawTypes()));
        return raw;
    }

    private static Set<JavaClass> annotations(Collection<? extends JavaAnnotation<?>> annotations) {
        Set<JavaClass> raw = new HashSet<>();
        annotations.forEach(annotation -> raw.add(annotation.getRawType()));
        return raw;
    }

    ArchRule vectorApiStaysInVectorizedClasses() {
        return noClasses()
                .that(areOurs())
                .and(DescribedPredicate.describe(
                        "are not named Vectorized",
                        type -> !outermost(type).getSimpleName().startsWith("Vectorized")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .allowEmptyShould(true);
    }

    /** Only the bar of {@code Progress.console()}, which a caller asks for, goes to a terminal. */
    ArchRule librariesNeverPrint() {
        return classes()
                .that(areOurs())
                .and()
                .resideOutsideOfPackage(root + "." + BENCHMARKS + "..")
                .and()
                .doNotHaveFullyQualifiedName(root + "." + CORE + ".parallel.Progress")
                .should(not(GeneralCodingRules.ACCESS_STANDARD_STREAMS))
                .allowEmptyShould(true);
    }

    ArchRule nothingIsDeserialised() {
        return noClasses()
                .that(areOurs())
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .allowEmptyShould(true);
    }

    /** The packages that lie in more than one place, each with its places; a place is a jar or a folder of classes. */
    static Map<String, Set<String>> splitPackages(Iterable<JavaClass> classes) {
        Map<String, Set<String>> places = new TreeMap<>();
        for (JavaClass type : classes) {
            places.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                    .add(place(type));
        }
        places.values().removeIf(found -> found.size() < 2);
        return places;
    }

    /** The jar or folder that a class was read from. */
    static String place(JavaClass type) {
        String uri = type.getSource().orElseThrow().getUri().toString();
        String file = type.getName().replace('.', '/') + ".class";
        return uri.substring(0, uri.length() - file.length());
    }

    private DescribedPredicate<JavaClass> areOurs() {
        return DescribedPredicate.describe("are ours", this::isOurs);
    }

    /** Below the root, and not written by JMH's annotation processor. */
    private boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(root + ".")
                && !type.getPackageName().endsWith(".jmh_generated");
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Architecture::outermost).orElse(type);
    }
}
