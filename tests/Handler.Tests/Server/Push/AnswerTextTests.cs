using System.Text;
using Handler.Protocol;
using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push;

public sealed class AnswerTextTests
{
    private static readonly string LongSecret = string.Concat(Enumerable.Range(0, 800).Select(i => $"s{i:D4}"));

    [Fact]
    public void A_secret_that_the_reading_cut_off_is_masked_too()
    {
        var body = Encoding.UTF8.GetBytes("you sent " + LongSecret[..700]);

        AnswerText.Excerpt(body, With(credentials: LongSecret)).ShouldBe("you sent ***");
    }

    [Fact]
    public void A_secret_across_the_1_KB_line_leaves_no_half()
    {
        var body = Encoding.UTF8.GetBytes(new string('.', 1020) + "the-whole-token" + "tail");

        AnswerText.Excerpt(body, With(token: "the-whole-token")).ShouldBe(new string('.', 1020) + "***t");
    }

    [Fact]
    public void A_letter_of_several_bytes_is_not_cut_in_two()
    {
        var excerpt = AnswerText.Excerpt(Encoding.UTF8.GetBytes(new string('€', 1000)), With()).ShouldNotBeNull();

        excerpt.ShouldBe(new string('€', 341));
    }

    [Fact]
    public void Bytes_that_are_no_text_become_replacement_characters() =>
        AnswerText.Excerpt([0xFF, (byte)'a', 0x00], With()).ShouldBe("\uFFFDa ");

    [Fact]
    public void No_body_has_no_excerpt() => AnswerText.Excerpt([], With()).ShouldBeNull();

    [Fact]
    public void A_root_URL_masks_no_slash() => AnswerText.Detail("a/b", With()).ShouldBe("a/b");

    [Fact]
    public void A_detail_is_bounded() => AnswerText.Detail(new string('d', 5000), With()).Length.ShouldBe(512);

    private static PushEndpoint With(string? token = null, string? credentials = null) =>
        new()
        {
            Url = "https://hooks.example.com/",
            Token = token,
            Authentication = credentials is null ? null : new AuthenticationInfo { Scheme = "Bearer", Credentials = credentials },
        };
}
