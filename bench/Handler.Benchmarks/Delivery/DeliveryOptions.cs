using System.Globalization;

namespace Handler.Benchmarks.Delivery;

/// <summary>What the command line of <c>delivery</c> asks for.</summary>
internal sealed record DeliveryOptions
{
    private static readonly string[] AllStores = ["sqlite", "memory"];
    private static readonly string[] AllFigures = ["drain", "live"];
    private static readonly string[] Sinks = ["nginx", "kestrel"];

    /// <summary>About how long each side runs in each pair.</summary>
    public double Seconds { get; private init; } = 2;

    /// <summary>How many pairs.</summary>
    public int Pairs { get; private init; } = 3;

    public IReadOnlyList<string> Stores { get; private init; } = AllStores;

    public IReadOnlyList<string> Figures { get; private init; } = AllFigures;

    /// <summary>Where databases are made; null: where temporary files are.</summary>
    public string? Folder { get; private init; }

    /// <summary>The sink that is wanted; null: nginx if it is there.</summary>
    public string? Sink { get; private init; }

    /// <summary>Reads the options.</summary>
    /// <exception cref="FormatException">One of them is not as it must be; the message says which.</exception>
    public static DeliveryOptions Parse(IReadOnlyList<string> args)
    {
        var options = new DeliveryOptions();
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new FormatException($"{args[i]} has no value.");
            options = options.With(args[i], value);
        }

        return options;
    }

    private DeliveryOptions With(string name, string value) => name switch
    {
        "--seconds" => this with { Seconds = Number(name, value, most: 600) },
        "--pairs" => this with { Pairs = (int)Number(name, value, most: 1000) },
        "--store" => this with { Stores = Choice(name, value, AllStores) },
        "--figure" => this with { Figures = Choice(name, value, AllFigures) },
        "--folder" => this with { Folder = value },
        "--sink" => this with { Sink = Choice(name, value, Sinks)[0] },
        _ => throw new FormatException($"There is no option {name}."),
    };

    private static double Number(string name, string value, double most) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new FormatException($"{name} is '{value}'; it must be a number from 1 to {most}.");

    private static string[] Choice(string name, string value, string[] choices) =>
        value == "both" ? choices
        : choices.Contains(value) ? [value]
        : throw new FormatException($"{name} is '{value}'; it must be one of {string.Join(", ", choices)}.");
}
