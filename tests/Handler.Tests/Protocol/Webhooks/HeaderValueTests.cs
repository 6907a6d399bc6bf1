using Handler.Protocol.Webhooks;

namespace Handler.Tests.Protocol.Webhooks;

public sealed class HeaderValueTests
{
    [Theory]
    [InlineData("secret-token-123")]
    [InlineData("Bearer a b")]
    [InlineData("!\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~")]
    [InlineData("")]
    public void Visible_ascii_is_safe(string value) => HeaderValue.FaultOf(value).ShouldBeNull();

    [Theory]
    [InlineData("a\rb", "U+000D at position 1")]
    [InlineData("a\nb", "U+000A at position 1")]
    [InlineData("\0", "U+0000 at position 0")]
    [InlineData("ab\t", "U+0009 at position 2")]
    [InlineData("a\u007f", "U+007F at position 1")]
    [InlineData("é", "U+00E9 at position 0")]
    [InlineData("a😀", "U+D83D at position 1")]
    [InlineData(" a", "begins or ends with a space")]
    [InlineData("a ", "begins or ends with a space")]
    public void What_would_change_or_split_a_header_is_told_without_the_value(string value, string fault)
    {
        HeaderValue.IsSafe(value).ShouldBeFalse();
        HeaderValue.FaultOf(value)!.ShouldContain(fault);
    }
}
