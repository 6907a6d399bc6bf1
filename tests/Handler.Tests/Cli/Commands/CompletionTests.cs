using Handler.Cli;

namespace Handler.Tests.Cli.Commands;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("bash", "complete -F _handler handler")]
    [InlineData("zsh", "#compdef handler")]
    [InlineData("fish", "complete -c handler -f")]
    public async Task A_script_knows_every_command_and_every_option(string shell, string expected)
    {
        var run = await CliRun.Of("completion", shell);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Out.ShouldContain(expected);
        run.Error.ShouldBeEmpty();
        foreach (var row in CommandRow.All())
        {
            run.Out.ShouldContain($"handler {row.Path}".TrimEnd());
            foreach (var option in row.Options)
            {
                run.Out.ShouldContain(shell == "fish" ? $"-l '{option.Name[2..]}'" : option.Name);
            }
        }
    }

    [Theory]
    [InlineData("bash", "\"handler task list --state\") COMPREPLY=($(compgen -W \"auth-required canceled ")]
    [InlineData("zsh", "(\"handler task list --state\") values=('auth-required' 'canceled' ")]
    [InlineData("fish", "-l 'state' -x -a 'auth-required canceled ")]
    public async Task A_script_knows_the_values_of_a_closed_option(string shell, string expected) =>
        (await CliRun.Of("completion", shell)).Out.ShouldContain(expected);

    [Theory]
    [InlineData("zsh", "task'\\''s history")]
    [InlineData("fish", "task\\'s history")]
    public async Task Quotes_in_descriptions_end_no_word(string shell, string expected) =>
        (await CliRun.Of("completion", shell)).Out.ShouldContain(expected);

    [Theory]
    [InlineData(null, "Which shell? Give bash, zsh or fish, such as handler completion bash.")]
    [InlineData("/usr/bin/fish", "Which shell? Give bash, zsh or fish, such as handler completion fish.")]
    [InlineData("/usr/bin/tcsh", "Which shell? Give bash, zsh or fish, such as handler completion bash.")]
    public async Task Without_a_shell_it_says_how(string? usersOwn, string expected)
    {
        using var interruption = new Interruption();
        var terminal = new CliTerminal(interruption) { Variables = usersOwn is null ? [] : new() { ["SHELL"] = usersOwn } };

        var run = await CliRun.Of(terminal, "completion");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldStartWith(expected);
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_shell_is_wrong_usage()
    {
        var run = await CliRun.Of("completion", "tcsh");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldStartWith("'tcsh' is no shell that this program completes for; give bash, zsh or fish.");
    }
}
