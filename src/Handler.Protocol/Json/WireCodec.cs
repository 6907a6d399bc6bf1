using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Handler.Protocol.Json;

/// <summary>Reads and writes the JSON of one dialect by its generated contracts, with the rules that all dialects share.</summary>
internal sealed class WireCodec
{
    private readonly ConcurrentDictionary<Type, FrozenSet<string>> _names = new();
    private readonly string _prefix;

    // Frozen sets made once: contracts are cached by options object, so a set for each call would build them anew.
    private readonly JsonSerializerOptions _keeping;
    private readonly JsonSerializerOptions _ignoring;
    private readonly JsonSerializerOptions _keepingInConfigs;

    /// <summary>Makes the codec of a dialect.</summary>
    /// <param name="context">The contracts.</param>
    /// <param name="unions">The members of its unions, of which exactly one is set.</param>
    /// <param name="prefix">What its types' names begin with beside the specification's name; left out of messages.</param>
    public WireCodec(JsonSerializerContext context, FrozenDictionary<Type, string[]> unions, string prefix = "")
    {
        _prefix = prefix;
        _keeping = CreateOptions(context, unions, UnknownFields.Keep);
        _ignoring = CreateOptions(context, unions, UnknownFields.Ignore);
        _keepingInConfigs = CreateOptions(context, unions, UnknownFields.KeepInPushConfigs);
    }

    public JsonTypeInfo<T> TypeInfo<T>(UnknownFields unknown) => (JsonTypeInfo<T>)Options(unknown).GetTypeInfo(typeof(T));

    public byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo<T>(UnknownFields.Keep));

    public void Write<T>(IBufferWriter<byte> output, T value)
    {
        using var writer = new Utf8JsonWriter(output, A2AJson.WriterOptions);
        JsonSerializer.Serialize(writer, value, TypeInfo<T>(UnknownFields.Keep));
    }

    public T Read<T>(ReadOnlySpan<byte> utf8, UnknownFields unknown)
    {
        // Before all else: the parser takes such text lazily and fails when somebody reads the string, far from the caller.
        if (WireText.FaultOf(utf8) is { } broken)
        {
            throw new JsonException(broken);
        }

        var contract = TypeInfo<T>(unknown);
        var camel = SnakeCase.Rename(utf8, contract);
        try
        {
            return JsonSerializer.Deserialize(camel, contract) switch
            {
                null => throw new WireRuleException($"A {WireShape.NameOf(typeof(T), _prefix)} was expected, found null."),
                // The shape of an object looks at its lists; a list that is the value itself is in no object.
                IReadOnlyList<object?> list when list.Contains(null) => throw new WireRuleException("The list has a null among its elements."),
                var value => value,
            };
        }
        catch (JsonException fault)
        {
            throw WireFault.Explain(fault, camel, contract);
        }
    }

    /// <summary>
    /// Gives an object of this dialect the unknown fields of the one that it was mapped from, but those whose names mean something here.
    /// </summary>
    public T Carry<T>(WireObject from, T to)
        where T : WireObject
    {
        if (from.ExtensionData is { Count: > 0 } unknown)
        {
            var known = _names.GetOrAdd(typeof(T), NamesOf);
            foreach (var (name, value) in unknown.Where(field => !known.Contains(field.Key)))
            {
                (to.ExtensionData ??= new(StringComparer.Ordinal)).TryAdd(name, value);
            }
        }

        return to;
    }

    private FrozenSet<string> NamesOf(Type type) =>
        _keeping.GetTypeInfo(type).Properties.Where(property => !property.IsExtensionData).Select(property => property.Name)
            .ToFrozenSet(StringComparer.Ordinal);

    private JsonSerializerOptions Options(UnknownFields unknown) => unknown switch
    {
        UnknownFields.Ignore => _ignoring,
        UnknownFields.KeepInPushConfigs => _keepingInConfigs,
        _ => _keeping,
    };

    private JsonSerializerOptions CreateOptions(JsonSerializerContext context, FrozenDictionary<Type, string[]> unions, UnknownFields unknown)
    {
        var options = new JsonSerializerOptions(context.Options)
        {
            // The context's settings do not follow its contracts when a modifier is added, so options are made from it.
            TypeInfoResolver = ((IJsonTypeInfoResolver)context)
                .WithAddedModifier(contract => WireContracts.CheckShape(contract, unions, _prefix))
                .WithAddedModifier(unknown switch
                {
                    UnknownFields.Ignore => WireContracts.DropUnknownFields,
                    UnknownFields.KeepInPushConfigs => WireContracts.DropUnknownFieldsButOfConfigs,
                    _ => WireContracts.KeepUnknownFields,
                }),
            Encoder = PlainJsonEncoder.Instance,
            // Of two equal names readers take different ones: what was verified might not be what is acted on.
            AllowDuplicateProperties = false,
            MaxDepth = unknown == UnknownFields.Keep ? A2AJson.MaxDepth : A2AJson.MaxDepthFromOutside,
        };
        options.MakeReadOnly();
        return options;
    }
}
