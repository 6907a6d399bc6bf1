using System.CommandLine.Parsing;
using System.Globalization;

namespace Handler.Cli.Options;

/// <summary>Options whose value is a whole number within bounds.</summary>
internal static class NumberOption
{
    /// <summary>The number; null, with an error, when it is none or beyond a bound.</summary>
    /// <param name="result">What was typed.</param>
    /// <param name="option">The option's name.</param>
    /// <param name="least">The lower bound.</param>
    /// <param name="most">The upper bound.</param>
    /// <param name="advice">What a wrong value is not, and what to give, such as <c>is no port; give …</c>.</param>
    public static int? Read(ArgumentResult result, string option, int least, int most, string advice)
    {
        var word = result.Tokens is [var token] ? token.Value : "";
        if (int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError($"{option}: {word} {advice}");
        return null;
    }
}
