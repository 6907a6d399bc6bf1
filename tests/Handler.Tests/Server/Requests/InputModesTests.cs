using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Requests;

namespace Handler.Tests.Server.Requests;

public sealed class InputModesTests
{
    [Theory]
    [InlineData("text/plain", null, true)]
    [InlineData("text/plain", "", true)]
    [InlineData("text/plain", "text/plain", true)]
    [InlineData("text/plain", "TEXT/PLAIN; charset=utf-8", true)]
    [InlineData("text/plain; charset=utf-8", "text/plain", true)]
    [InlineData("text/plain", "image/png", false)]
    [InlineData("text/plain", "text/csv", false)]
    [InlineData("text/plain", "nonsense", false)]
    [InlineData("image/*", "image/png", true)]
    [InlineData("image/*", "imagery/png", false)]
    [InlineData("*/*", "application/x-anything", true)]
    [InlineData("application/json", "application/vnd.acme+json", true)]
    [InlineData("application/json", "application/xml", false)]
    [InlineData("text", "image/png", true)]
    public void A_file_is_taken_when_a_mode_covers_its_media_type(string mode, string? mediaType, bool taken) =>
        Takes(Cards.Plain with { DefaultInputModes = [mode] }, Part.FromRaw(new byte[] { 1 }, mediaType)).ShouldBe(taken);

    [Theory]
    [InlineData("text/plain", "text/markdown", true)]
    [InlineData("text/html", "text/markdown", true)]
    [InlineData("image/png", "text/markdown", false)]
    public void Text_is_taken_by_who_takes_any_text(string mode, string mediaType, bool taken) =>
        Takes(Cards.Plain with { DefaultInputModes = [mode] }, Part.FromText("x") with { MediaType = mediaType }).ShouldBe(taken);

    [Fact]
    public void What_one_skill_takes_the_agent_takes()
    {
        var card = Cards.Plain with { Skills = [.. Cards.Plain.Skills, Cards.Plain.Skills[0] with { Id = "see", InputModes = ["image/png"] }] };

        Takes(card, Part.FromUrl("https://files.example/a", "image/png")).ShouldBeTrue();
        InputModes.Of(new AgentProfile { Card = Cards.Plain, ExtendedCard = card }).Check(With(Part.FromUrl("https://files.example/a", "image/png")));
    }

    [Fact]
    public void A_refusal_names_the_part_and_what_is_taken()
    {
        var error = Should.Throw<A2AException>(() => InputModes.Of(new AgentProfile { Card = Cards.Plain })
            .Check(With(Part.FromText("x"), Part.FromRaw(new byte[] { 1 }, "image/png"))));

        error.Code.ShouldBe(A2AErrorCode.ContentTypeNotSupported);
        error.Message.ShouldBe(
            "Part 2 of the message is of the media type 'image/png', which this agent does not take. It takes text/plain (input modes of its card), and parts that name no media type.");
        error.Metadata!["contentType"].ShouldBe("image/png");
        error.Metadata["supported"].ShouldBe("text/plain");
    }

    private static bool Takes(AgentCard card, Part part)
    {
        try
        {
            InputModes.Of(new AgentProfile { Card = card }).Check(With(part));
            return true;
        }
        catch (A2AException refused) when (refused.Code == A2AErrorCode.ContentTypeNotSupported)
        {
            return false;
        }
    }

    private static Message With(params Part[] parts) => new() { MessageId = "m", Role = Role.User, Parts = parts };
}
