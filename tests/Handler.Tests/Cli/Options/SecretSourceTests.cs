using System.CommandLine;
using Handler.Cli;
using Handler.Cli.Failures;
using Handler.Cli.Options;

namespace Handler.Tests.Cli.Options;

public sealed class SecretSourceTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("env:TOKEN", "from the environment")]
    [InlineData("-", "from standard input")]
    public void A_secret_is_given_or_fetched(string given, string expected) => Read(given).ShouldBe(expected);

    [Fact]
    public void Without_the_option_there_is_none() => Read(null).ShouldBeNull();

    [Theory]
    [InlineData("env:MISSING", "--token: there is no environment variable 'MISSING'")]
    [InlineData("@no-such-folder/no-such-file", "--token: there is no file 'no-such-folder/no-such-file'")]
    [InlineData("", "--token: the secret is empty")]
    [InlineData("env:EMPTY", "--token: the environment variable 'EMPTY' is empty. Put the secret there")]
    [InlineData("@.", "--token: '.' is a directory.")]
    [InlineData("two\nlines", "--token: the secret has the character U+000A at position 3")]
    [InlineData("env:SPACE", "--token: the secret begins or ends with a space")]
    public void A_secret_that_cannot_be_had_or_sent_is_refused_without_being_told(string given, string expected)
    {
        var refused = Should.Throw<CommandFailedException>(() => Read(given));

        refused.ExitCode.ShouldBe(ExitCode.Usage);
        refused.Message.ShouldStartWith(expected);
    }

    [Fact]
    public void An_empty_standard_input_is_named() =>
        Should.Throw<CommandFailedException>(() => Read("-", input: "\n")).Message.ShouldStartWith("--token: standard input is empty.");

    private static string? Read(string? given, string input = "from standard input\r\n")
    {
        using var interruption = new Interruption();
        var terminal = new CliTerminal(interruption)
        {
            Input = input,
            Variables = { ["TOKEN"] = "from the environment", ["EMPTY"] = "", ["SPACE"] = "s3cret " },
        };
        var option = SecretOption.Create("--token", "A token");
        string[] line = given is null ? [] : ["--token", given];
        var parsed = new RootCommand { option }.Parse(line, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return SecretSource.Read(parsed, option, terminal.Build());
    }
}
