package io.whatbreaks.scan;

import io.whatbreaks.fact.Fact;
import io.whatbreaks.model.NodeId;
import io.whatbreaks.model.Scope;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * How a type stands in a snapshot. Derived from the records themselves, so that a new sort of fact
 * is written and read without a line here.
 */
abstract class SnapshotForm {

  abstract void write(JsonGenerator json, Object value);

  /**
   * Reads the value the parser stands on.
   *
   * @throws IllegalArgumentException if another thing stands there
   */
  abstract Object read(JsonParser json, SharedText texts);

  /** The form of all facts: the array of the record with the word of its type in front. */
  static SnapshotForm ofFacts() {
    Map<String, RecordForm> byWord = new TreeMap<>();
    for (Class<?> type : Fact.class.getPermittedSubclasses()) {
      byWord.put(word(type), new RecordForm(type, Optional.of(word(type))));
    }
    return new Facts(byWord);
  }

  private static String word(Class<?> fact) {
    return fact.getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The form of a type as a record component declares it. */
  static SnapshotForm of(Type type) {
    if (type instanceof ParameterizedType generic) {
      SnapshotForm item = of(generic.getActualTypeArguments()[0]);
      if (generic.getRawType() == Optional.class) {
        return new Maybe(item);
      }
      return new Many(item, generic.getRawType() == Set.class);
    }
    if (type == String.class) {
      return new Text();
    }
    if (type == int.class || type == Integer.class) {
      return new Whole();
    }
    if (type == boolean.class) {
      return new Truth();
    }
    if (type == OptionalInt.class) {
      return new MaybeWhole();
    }
    if (type instanceof Class<?> named && named.isEnum()) {
      return new Word(named);
    }
    if (type instanceof Class<?> named && named.isRecord()) {
      return new RecordForm(named, Optional.empty());
    }
    throw new AssertionError("no form for " + type.getTypeName());
  }

  private static void expect(JsonParser json, JsonToken token) {
    if (json.currentToken() != token) {
      throw new IllegalArgumentException("not " + token);
    }
  }

  private static final class Facts extends SnapshotForm {
    private final Map<String, RecordForm> byWord;

    Facts(Map<String, RecordForm> byWord) {
      this.byWord = byWord;
    }

    @Override
    void write(JsonGenerator json, Object value) {
      form(word(value.getClass())).write(json, value);
    }

    @Override
    Object read(JsonParser json, SharedText texts) {
      expect(json, JsonToken.START_ARRAY);
      json.nextToken();
      expect(json, JsonToken.VALUE_STRING);
      return form(json.getString()).components(json, texts);
    }

    private RecordForm form(String word) {
      RecordForm form = byWord.get(word);
      if (form == null) {
        throw new IllegalArgumentException("no such fact");
      }
      return form;
    }
  }

  private static final class RecordForm extends SnapshotForm {
    private final Optional<String> word;
    private final List<Method> accessors = new ArrayList<>();
    private final List<SnapshotForm> forms = new ArrayList<>();
    private final Constructor<?> constructor;
    private final boolean comesAgain;

    RecordForm(Class<?> type, Optional<String> word) {
      this.word = word;
      List<Class<?>> types = new ArrayList<>();
      for (RecordComponent component : type.getRecordComponents()) {
        accessors.add(component.getAccessor());
        forms.add(of(component.getGenericType()));
        types.add(component.getType());
      }
      try {
        constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
      } catch (NoSuchMethodException e) {
        throw new LinkageError(e.getMessage(), e);
      }
      comesAgain = type == NodeId.class || type == Scope.class;
    }

    @Override
    void write(JsonGenerator json, Object value) {
      json.writeStartArray();
      word.ifPresent(json::writeString);
      for (int i = 0; i < forms.size(); i++) {
        try {
          forms.get(i).write(json, accessors.get(i).invoke(value));
        } catch (ReflectiveOperationException e) {
          throw new LinkageError(e.getMessage(), e);
        }
      }
      json.writeEndArray();
    }

    @Override
    Object read(JsonParser json, SharedText texts) {
      expect(json, JsonToken.START_ARRAY);
      return components(json, texts);
    }

    Object components(JsonParser json, SharedText texts) {
      Object[] values = new Object[forms.size()];
      for (int i = 0; i < values.length; i++) {
        json.nextToken();
        values[i] = forms.get(i).read(json, texts);
      }
      json.nextToken();
      expect(json, JsonToken.END_ARRAY);
      try {
        Object made = constructor.newInstance(values);
        return comesAgain ? texts.shared(made) : made;
      } catch (InvocationTargetException e) {
        throw new IllegalArgumentException("refused", e);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
  }

  private static final class Text extends SnapshotForm {
    @Override
    void write(JsonGenerator json, Object value) {
      json.writeString((String) value);
    }

    @Override
    Object read(JsonParser json, SharedText texts) {
      expect(json, JsonToken.VALUE_STRING);
      return texts.shared(json.getString());
    }
  }

  private static final class Whole extends SnapshotForm {
    @Override
    void write(JsonGenerator json, Object value) {
      json.writeNumber((Integer) value);
    }

    @Override
    Object read(JsonParser json, SharedText texts) {
      expect(json, JsonToken.VALUE_NUMBER_INT);
      return json.getIntValue();
    }
  }

  private static final class Truth extends SnapshotForm {
    @Override
    void write(JsonGenerator json, Object value) {
      json.writeBoolean((Boolean) value);
    }

    @Override
    Object read(JsonParser json, SharedText texts) {
      if (json.currentToken() != JsonToken.VALUE_TRUE) {
        expect(json, JsonToken.VALUE_FALSE);
      }
      return json.getBooleanValue();
    }
  }

  private static final class MaybeWhole extends SnapshotForm {
    @Override
    void write(JsonGenerator json, Object value) {
      OptionalInt number = (OptionalInt) value;
      if (number.isPresent()) {
        json.writeNumber(number.getAsInt());
      } else {
        json.writeNull();
      }
    }

    @Override
    Object read(JsonParser json, SharedText texts) {
      if (json.currentToken() == JsonToken.VALUE_NULL) {
        return OptionalInt.empty();
      }
      expect(json, JsonToken.VALUE_NUMBER_INT);
      return OptionalInt.of(json.getIntValue());
    }
  }

  private static final class Word extends SnapshotForm {
    private final Map<String, Object> byWord = new TreeMap<>();

    Word(Class<?> type) {
      for (@Nullable Object constant : type.getEnumConstants()) {
        if (constant instanceof Enum<?> named) {
          byWord.put(word(named), named);
        }
      }
    }

    private static String word(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    void write(JsonGenerator json, Object value) {
      json.writeString(word((Enum<?>) value));
    }

    @Override
    Object read(JsonParser json, SharedText texts) {
      expect(json, JsonToken.VALUE_STRING);
      Object constant = byWord.get(json.getString());
      if (constant == null) {
        throw new IllegalArgumentException("no such word");
      }
      return constant;
    }
  }

  private static final class Maybe extends SnapshotForm {
    private final SnapshotForm item;

    Maybe(SnapshotForm item) {
      this.item = item;
    }

    @Override
    void write(JsonGenerator json, Object value) {
      Optional<?> maybe = (Optional<?>) value;
      if (maybe.isPresent()) {
        item.write(json, maybe.get());
      } else {
        json.writeNull();
      }
    }

    @Override
    Object read(JsonParser json, SharedText texts) {
      return json.currentToken() == JsonToken.VALUE_NULL
          ? Optional.empty()
          : Optional.of(item.read(json, texts));
    }
  }

  private static final class Many extends SnapshotForm {
    private final SnapshotForm item;
    private final boolean distinct;

    Many(SnapshotForm item, boolean distinct) {
      this.item = item;
      this.distinct = distinct;
    }

    @Override
    void write(JsonGenerator json, Object value) {
      json.writeStartArray();
      Collection<?> items = (Collection<?>) value;
      if (distinct) {
        // The order of an immutable set differs from run to run.
        items.stream().sorted().forEach(one -> item.write(json, one));
      } else {
        items.forEach(one -> item.write(json, one));
      }
      json.writeEndArray();
    }

    @Override
    Object read(JsonParser json, SharedText texts) {
      expect(json, JsonToken.START_ARRAY);
      List<Object> items = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        items.add(item.read(json, texts));
      }
      return distinct ? Set.copyOf(items) : List.copyOf(items);
    }
  }
}
