using System.Globalization;

namespace Handler.Benchmarks.Startup;

/// <summary>What the command line of <c>startup</c> asks for.</summary>
internal sealed record StartupOptions
{
    /// <summary>How many pairs.</summary>
    public int Pairs { get; private init; } = 15;

    /// <summary>Where programs have been published by an earlier run; null: they are published.</summary>
    public string? Published { get; private init; }

    /// <summary>Reads the options.</summary>
    /// <exception cref="FormatException">One of them is not as it must be; the message says which.</exception>
    public static StartupOptions Parse(IReadOnlyList<string> args)
    {
        var options = new StartupOptions();
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new FormatException($"{args[i]} has no value.");
            options = options.With(args[i], value);
        }

        return options;
    }

    private StartupOptions With(string name, string value) => name switch
    {
        "--pairs" => this with { Pairs = Number(name, value, most: 1000) },
        "--published" => this with { Published = value },
        _ => throw new FormatException($"There is no option {name}."),
    };

    private static int Number(string name, string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new FormatException($"{name} is '{value}'; it must be a number from 1 to {most}.");
}
