using Handler.Cli.Output;

namespace Handler.Tests.Cli.Output;

public sealed class ShellWordTests
{
    [Theory]
    [InlineData("http://localhost:8000/a", "http://localhost:8000/a")]
    [InlineData("5f0c-1", "5f0c-1")]
    [InlineData("", "''")]
    [InlineData("a; rm -rf ~", "'a; rm -rf ~'")]
    [InlineData("$(id)", "'$(id)'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("a\nb", "'a\\u000ab'")]
    public void An_agent_cannot_choose_what_a_pasted_line_runs(string value, string word) => ShellWord.Of(value).ShouldBe(word);
}
