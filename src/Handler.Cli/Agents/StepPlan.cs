using System.Globalization;
using Handler.Cli.Options;

namespace Handler.Cli.Agents;

/// <summary>How the agent works on one message.</summary>
/// <param name="Steps">How many steps it takes.</param>
/// <param name="Interval">How long each takes.</param>
/// <param name="End">What comes after the last.</param>
internal sealed record StepPlan(int Steps, TimeSpan Interval, StepEnd End)
{
    public const int DefaultSteps = 5;
    public const int MostSteps = 100_000;

    /// <summary>Longer texts are no plans that somebody mistyped.</summary>
    private const int MostWords = 6;

    public static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Reads what a text asks for: <c>steps N</c>, <c>every TIME</c>, and <c>fail</c>, <c>ask</c> or <c>reject</c>, in any order; such an
    /// end comes at once unless steps are asked for. A text with any other word in it is an ordinary message and gets the plan
    /// <paramref name="byDefault"/>. Pure.
    /// </summary>
    public static StepPlan Parse(string text, StepPlan byDefault)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        int? steps = null;
        var plan = byDefault;
        while (words.Length > 0)
        {
            switch (words)
            {
                case [var word, var count, .. var rest] when Is(word, "steps") && TryCount(count, out var number):
                    (steps, words) = (number, rest);
                    break;
                case [var word, var time, .. var rest]
                    when Is(word, "every") && Duration.TryParse(time, out var interval) && !interval.IsForever:
                    (plan, words) = (plan with { Interval = interval.Span }, rest);
                    break;
                case [var word, .. var rest] when EndOf(word) is { } end:
                    (plan, words) = (plan with { End = end }, rest);
                    break;
                default:
                    return byDefault;
            }
        }

        return plan with { Steps = steps ?? (plan.End == StepEnd.Complete ? byDefault.Steps : 0) };
    }

    /// <summary>
    /// A text that begins as a plan does and could not be read as one, such as <c>steps 3 evry 200ms</c>: who typed it expects something else
    /// than the plan <paramref name="byDefault"/>, and is told; null for any other. Pure.
    /// </summary>
    public static string? FaultOf(string text, StepPlan byDefault)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var isLikeOne = words is [var first, ..] && words.Length <= MostWords && (Is(first, "steps") || Is(first, "every") || EndOf(first) is not null);

        // What is read is a plan of its own, also where it is equal.
        return isLikeOne && ReferenceEquals(Parse(text, byDefault), byDefault)
            ? $"This begins like a plan and is none that I can read, so I take {byDefault.Steps} steps of {new Duration(byDefault.Interval)}. " +
                "Plans are such as: steps 3 every 200ms, fail, ask, reject, steps 2 fail"
            : null;
    }

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= MostSteps;

    private static StepEnd? EndOf(string word) =>
        Is(word, "fail") ? StepEnd.Fail : Is(word, "ask") ? StepEnd.Ask : Is(word, "reject") ? StepEnd.Reject : null;

    private static bool Is(string word, string expected) => string.Equals(word, expected, StringComparison.OrdinalIgnoreCase);
}
