package io.whatbreaks.examples.it;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Spring Boot's own binder in some version, in a class loader of its own.
 *
 * <p>A property is bound when the class of properties that it belongs to takes it.
 */
final class SpringBinder implements AutoCloseable {
  private static final String BINDING = "org.springframework.boot.context.properties.";

  private final URLClassLoader classes;

  SpringBinder(List<Path> jars) throws IOException {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    this.classes = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  /** Whether a class of properties, below its own prefix, takes a property of that value. */
  boolean binds(String owner, String key, String value) throws ReflectiveOperationException {
    Class<?> type = classes.loadClass(owner);
    Class<?> sourceType = classes.loadClass(BINDING + "source.ConfigurationPropertySource");
    Class<?> mapType = classes.loadClass(BINDING + "source.MapConfigurationPropertySource");
    Class<?> binderType = classes.loadClass(BINDING + "bind.Binder");
    Class<?> bindableType = classes.loadClass(BINDING + "bind.Bindable");
    Object source = mapType.getConstructor(Map.class).newInstance(Map.of(key, value));
    Object sources = Array.newInstance(sourceType, 1);
    Array.set(sources, 0, source);
    Object binder = binderType.getConstructor(sources.getClass()).newInstance(sources);
    Object bindable = bindableType.getMethod("of", Class.class).invoke(null, type);
    Object result =
        binderType
            .getMethod("bind", String.class, bindableType)
            .invoke(binder, prefix(type), bindable);
    return (Boolean) result.getClass().getMethod("isBound").invoke(result);
  }

  private String prefix(Class<?> type) throws ReflectiveOperationException {
    for (Annotation annotation : type.getAnnotations()) {
      Class<? extends Annotation> kind = annotation.annotationType();
      if (kind.getSimpleName().equals("ConfigurationProperties")) {
        for (String name : List.of("prefix", "value")) {
          Method method = kind.getMethod(name);
          String said = (String) method.invoke(annotation);
          if (!said.isEmpty()) {
            return said;
          }
        }
      }
    }
    throw new IllegalStateException(type + " binds no properties");
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }
}
