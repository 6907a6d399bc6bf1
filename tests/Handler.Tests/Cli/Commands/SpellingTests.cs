using Handler.Cli;

namespace Handler.Tests.Cli.Commands;

/// <summary>Every word of the program, mistyped: the right one is offered.</summary>
public sealed class SpellingTests
{
    public static TheoryData<string, string> MistypedCommands => Data(CommandRow.All()
        .Where(row => row.Path.Length > 0)
        .SelectMany(row => Mistyped(row.Words[^1]).Select(wrong => (string.Join(' ', [.. row.Words[..^1], wrong]), row.Words[^1]))));

    public static TheoryData<string, string> MistypedOptions => Data(CommandRow.All()
        .SelectMany(row => row.Options.SelectMany(option => Mistyped(option.Name).Select(wrong => ($"{row.Path} {wrong}".Trim(), option.Name)))));

    [Theory]
    [MemberData(nameof(MistypedCommands))]
    public async Task Of_a_mistyped_command_the_nearest_is_offered(string line, string meant) => await IsOfferedAsync(line, meant);

    [Theory]
    [MemberData(nameof(MistypedOptions))]
    public async Task Of_a_mistyped_option_the_nearest_is_offered(string line, string meant) => await IsOfferedAsync(line, meant);

    private static TheoryData<string, string> Data(IEnumerable<(string Line, string Meant)> rows)
    {
        var data = new TheoryData<string, string>();
        foreach (var (line, meant) in rows)
        {
            data.Add(line, meant);
        }

        return data;
    }

    private static async Task IsOfferedAsync(string line, string meant)
    {
        var run = await CliRun.Of(line.Split(' '));

        run.ExitCode.ShouldBe(ExitCode.Usage, run.Error);
        run.Error.ShouldContain($"Did you mean {meant}?");
        run.Error.ShouldNotContain("   at ");
        run.Out.ShouldBeEmpty();
    }

    /// <summary>A letter too few, one too many, two that changed places: no other word of the program comes out of it.</summary>
    private static IEnumerable<string> Mistyped(string word)
    {
        var middle = (word.Length + 1) / 2;
        string[] wrong = [word.Remove(middle, 1), word.Insert(middle, "q"), $"{word[..(middle - 1)]}{word[middle]}{word[middle - 1]}{word[(middle + 1)..]}"];
        return wrong.Where(other => other != word && other.TrimStart('-').Length > 1).Distinct(StringComparer.Ordinal);
    }
}
