using System.CommandLine;

namespace Handler.Cli.Options;

/// <summary>Makes the option that says how much of a list is printed.</summary>
internal static class ListLimit
{
    /// <summary>How many when none says otherwise.</summary>
    public const int Usual = 50;

    /// <summary>The most that the API gives at once.</summary>
    public const int Most = 1000;

    public static Option<int> Create(string what) => new("--limit")
    {
        Description = $"Print at most so many {what}",
        HelpName = "N",
        DefaultValueFactory = _ => Usual,
        CustomParser = result => NumberOption.Read(result, "--limit", 1, Most, $"is no number of {what} from 1 to {Most}; give how many to print, such as {Usual}.") ?? 0,
    };
}
