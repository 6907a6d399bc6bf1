using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Handler.Protocol.Json;

/// <summary>The wire names of an enum, both ways; its numbers count from 0 as those of the specification do.</summary>
internal sealed class WireNames<TEnum>
    where TEnum : struct, Enum
{
    // By number: a dictionary by an enum is code that is not there before the program runs, fifty methods to be compiled at the start of every command.
    private readonly string?[] _names = [];

    /// <summary>The name of a value.</summary>
    public string this[TEnum of]
    {
        get => NameOf(of);
        init
        {
            var number = Number(of);
            if (number >= _names.Length)
            {
                Array.Resize(ref _names, number + 1);
            }

            _names[number] = value;
        }
    }

    public string NameOf(TEnum value) => Number(value) is var number && (uint)number < (uint)_names.Length && _names[number] is { } name
        ? name
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"{value} is no {typeof(TEnum).Name}.");

    public bool TryParse([NotNullWhen(true)] string? name, out TEnum value)
    {
        var number = name is null ? -1 : Array.IndexOf(_names, name);
        value = number < 0 ? default : Unsafe.BitCast<int, TEnum>(number);
        return number >= 0;
    }

    public override string ToString() => string.Join(", ", _names.Where(name => name is not null));

    private static int Number(TEnum value) => Unsafe.BitCast<TEnum, int>(value);
}
