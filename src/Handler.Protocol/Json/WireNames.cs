using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Handler.Protocol.Json;

/// <summary>The wire names of an enum, both ways.</summary>
internal sealed class WireNames<TEnum>
    where TEnum : struct, Enum
{
    private readonly FrozenDictionary<string, TEnum> _values;
    private readonly FrozenDictionary<TEnum, string> _names;

    public WireNames(Dictionary<TEnum, string> names)
    {
        _names = names.ToFrozenDictionary();
        _values = names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }

    public string NameOf(TEnum value) => _names.TryGetValue(value, out var name)
        ? name
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"{value} is no {typeof(TEnum).Name}.");

    public bool TryParse([NotNullWhen(true)] string? name, out TEnum value)
    {
        value = default;
        return name is not null && _values.TryGetValue(name, out value);
    }

    public override string ToString() => string.Join(", ", _names.OrderBy(pair => pair.Key).Select(pair => pair.Value));
}
