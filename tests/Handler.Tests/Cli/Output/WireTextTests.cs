using Handler.Cli.Output;

namespace Handler.Tests.Cli.Output;

public sealed class WireTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("Grüße, 你好 😀", "Grüße, 你好 😀")]
    [InlineData("\u001b[2J", "\\u001b[2J")]
    [InlineData("a\u0000\u0007\u007f\u009bb", "a\\u0000\\u0007\\u007f\\u009bb")]
    [InlineData("a\r\nb\tc", "a\\u000d\\u000ab\\u0009c")]
    [InlineData("\u202egnp.exe", "\\u202egnp.exe")]
    [InlineData("\u2066x\u2069\u200f", "\\u2066x\\u2069\\u200f")]
    public void A_line_keeps_what_is_seen_and_shows_what_would_act(string text, string expected) => WireText.Line(text).ShouldBe(expected);

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_such() => WireText.Line("a" + '\ud83d' + "b").ShouldBe("a\\ud83db");

    [Fact]
    public void Nothing_is_nothing() => WireText.Line(null).ShouldBe("");

    [Theory]
    [InlineData("a\u2028State: completed", "a\\u2028State: completed")]
    [InlineData("a\u2029b\u0085c\fd\re", "a\\u2029b\\u0085c\\u000cd\\u000de")]
    public void A_block_shows_the_separators_with_which_a_text_could_make_up_lines(string text, string expected) =>
        WireText.Block(text).ShouldBe(expected);

    [Fact]
    public void A_block_keeps_its_lines_and_no_carriage_return_that_would_write_over_them() =>
        WireText.Block("one\r\ntwo\n\tthree\u001b").ShouldBe("one\ntwo\n\tthree\\u001b");
}
