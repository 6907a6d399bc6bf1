using System.CommandLine;
using Handler.Cli;

namespace Handler.Tests.Cli.Commands;

/// <summary>What holds for every option of every command.</summary>
public sealed class EveryOptionTests
{
    public static TheoryData<string> WithValue => [.. Options(option => option.Arity.MinimumNumberOfValues > 0)];

    public static TheoryData<string> Ids => [.. Options(option => option.HelpName == "ID")];

    public static TheoryData<string> Urls => [.. Options(option => option.HelpName == "URL")];

    public static TheoryData<string> Times => [.. Options(option => option.HelpName == "TIME")];

    public static TheoryData<string> Secrets => [.. Options(option => option.HelpName == "SECRET")];

    [Theory]
    [MemberData(nameof(WithValue))]
    public async Task Without_its_value_it_is_wrong_usage(string line) => await IsRefusedAsync(Complete(line), "Required argument missing for option: ");

    [Theory]
    [MemberData(nameof(WithValue))]
    public async Task Given_twice_it_is_wrong_usage(string line) =>
        await IsRefusedAsync([.. Complete(line), "1", line.Split(' ')[^1], "2"], "expects a single argument but 2 were provided.");

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_empty_id_is_refused(string line) => await IsRefusedAsync([.. Complete(line), ""], "the value is empty. Is a variable of the shell not set?");

    [Theory]
    [MemberData(nameof(Urls))]
    public async Task A_url_that_cannot_be_called_is_refused(string line)
    {
        await IsRefusedAsync([.. Complete(line), ""], "the URL is empty");
        await IsRefusedAsync([.. Complete(line), "ftp://a"], "'ftp://a' is no http or https URL");
        await IsRefusedAsync([.. Complete(line), "localhost:8000"], "did you mean http://localhost:8000?");
        await IsRefusedAsync([.. Complete(line), "http://a:99999/b"], "there is no port 99999, the last is 65535.");
        await IsRefusedAsync([.. Complete(line), "http://a:0"], "has the port 0, where nobody can be called");
        await IsRefusedAsync([.. Complete(line), "http://a/b c"], "holds white space");
    }

    [Theory]
    [MemberData(nameof(Urls))]
    public async Task A_password_in_a_url_is_refused_and_not_repeated(string line)
    {
        var run = await IsRefusedAsync([.. Complete(line), "http://me:secret@a"], "holds a user or a password");

        run.Error.ShouldNotContain("secret");
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task A_time_that_is_none_is_refused(string line)
    {
        foreach (var wrong in (string[])["", "-1s", "1000000h", "5", "1 s", "NaNs", "1e9s"])
        {
            await IsRefusedAsync([.. Complete(line), wrong], $"'{wrong}' is no time that fits here; write it like 200ms, 2s or 1m");
        }
    }

    [Theory]
    [MemberData(nameof(Secrets))]
    public async Task A_secret_that_is_not_there_is_told_where_it_was_looked_for(string line)
    {
        var words = Complete(line);

        await IsRefusedAsync([.. words, "@not-there"], "there is no file 'not-there'.");
        await IsRefusedAsync([.. words, "env:NOT_SET"], "there is no environment variable 'NOT_SET'.");
        await IsRefusedAsync([.. words, "env:"], "env: needs the name of a variable");
        await IsRefusedAsync([.. words, "-"], "standard input is empty.");
        await IsRefusedAsync([.. words, ""], "the secret is empty.");
        await IsRefusedAsync([.. words, "two\nlines"], "the secret ");
    }

    [Fact]
    public async Task Standard_input_is_one_secret() =>
        await IsRefusedAsync(
            ["task", "get", "--url", "http://a", "--task-id", "1", "--bearer", "-", "--api-key", "-"], "--bearer and --api-key would both read standard input.");

    /// <summary>A line that lacks nothing but the value of the last option.</summary>
    private static string[] Complete(string line)
    {
        var tested = line.Split(' ')[^1];
        var row = CommandRow.All().Single(row => line == $"{row.Path} {tested}");
        var others = row.Options
            .Where(option => option.Name != tested && (option.Required || option.Name == "--url" || (option.Name == "--push-url" && tested == "--push-token")))
            .SelectMany(option => (string[])[option.Name, option.HelpName == "URL" ? "http://a" : "1"]);
        string[] credential = row.Path == "auth set" && tested is not ("--bearer" or "--api-key") ? ["--api-key", "k"] : [];
        string[] text = row.Path.StartsWith("message", StringComparison.Ordinal) ? ["hi"] : row.Path is "delivery show" ? ["msg_1"]
            : row.Path is "delivery redeliver" && tested != "--all" ? ["--all"]
            : row.Path is "gate hold" or "gate resume" ? ["http://hooks.example"] : [];
        return [.. row.Words, .. text, .. others, .. credential, tested];
    }

    private static IEnumerable<string> Options(Func<Option, bool> fits) =>
        CommandRow.All().Where(row => row.IsLeaf).SelectMany(row => row.Options.Where(fits).Select(option => $"{row.Path} {option.Name}"));

    private static async Task<CliRun> IsRefusedAsync(string[] words, string expected)
    {
        var run = await CliRun.Of(words);

        run.ExitCode.ShouldBe(ExitCode.Usage, run.Error);
        run.Error.ShouldContain(expected);
        run.Error.ShouldNotContain("   at ");
        run.Error.ShouldNotContain("defect");
        run.Out.ShouldBeEmpty();
        return run;
    }
}
