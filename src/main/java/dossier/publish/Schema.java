package dossier.publish;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// JSON Schema (2020-12) of the records that are written. It knows what those are made of and refuses all else, so that
/// no field goes out that the document does not describe.
final class Schema {
    /// What the document says of a record or a field.
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
    @interface Says {
        String value();
    }

    /// The form of a text: `uri`, `date-time`.
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.RECORD_COMPONENT})
    @interface Form {
        String value();
    }

    private final Map<String, Object> records = new LinkedHashMap<>();

    /// The records that were named so far, by their names.
    Map<String, Object> records() {
        return records;
    }

    /// A reference to the schema of a record, which is then among [#records].
    Map<String, Object> of(Class<?> type) {
        String name = type.getSimpleName();
        if (!records.containsKey(name)) {
            records.put(name, Map.of());
            records.put(name, describe(type));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> describe(Class<?> type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        says(type).ifPresent(words -> schema.put("description", words));
        schema.put("type", "object");
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = ApiText.name(component.getName());
            properties.put(name, field(component));
            if (component.getType() != Optional.class) required.add(name);
        }
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> field(RecordComponent component) {
        Map<String, Object> schema = new LinkedHashMap<>();
        says(component).ifPresent(words -> schema.put("description", words));
        schema.putAll(value(component.getGenericType()));
        Form form = component.getAnnotation(Form.class);
        if (form != null) schema.put("format", form.value());
        return schema;
    }

    private Map<String, Object> value(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class)
            return value(generic.getActualTypeArguments()[0]);
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class)
            return Map.of("type", "array", "items", value(generic.getActualTypeArguments()[0]));
        if (type == String.class) return Map.of("type", "string");
        if (type == long.class || type == Long.class) return Map.of("type", "integer", "format", "int64");
        if (type == int.class || type == Integer.class) return Map.of("type", "integer", "format", "int32");
        if (type == boolean.class) return Map.of("type", "boolean");
        if (type instanceof Class<?> one && one.isRecord()) return of(one);
        throw new IllegalArgumentException("No schema for " + type);
    }

    private static Optional<String> says(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Says.class)).map(Says::value);
    }
}
