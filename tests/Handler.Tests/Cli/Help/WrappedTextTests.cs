using Handler.Cli.Help;

namespace Handler.Tests.Cli.Help;

public sealed class WrappedTextTests
{
    [Theory]
    [InlineData("", 10, "")]
    [InlineData("one two", 10, "one two")]
    [InlineData("one two", 7, "one two")]
    [InlineData("one two", 6, "one|two")]
    [InlineData("one two three", 8, "one two|three")]
    [InlineData("incomprehensible", 5, "incomprehensible")]
    [InlineData("an incomprehensible word", 5, "an|incomprehensible|word")]
    [InlineData("one two", 0, "one|two")]
    public void Lines_break_between_words(string text, int width, string lines) =>
        string.Join('|', WrappedText.Lines(text, width)).ShouldBe(lines);
}
