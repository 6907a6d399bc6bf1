using System.Text;
using Handler.Protocol;

namespace Handler.Tests.Protocol;

public sealed class NotificationBodyTests
{
    private static readonly StreamResponse Update = A2AJson.Read<StreamResponse>(GoldenFile.Read("v1/stream-response.status-update"));

    [Fact]
    public void A_1_0_body_is_the_update_itself()
    {
        var body = NotificationBody.Render(WireFormat.V1, Update, null);

        CanonicalJson.Of(body).ShouldBe(CanonicalJson.Of(GoldenFile.Read("v1/stream-response.status-update")));
        body.ShouldBe(NotificationBody.Render(WireFormat.V1, Update, null));
        Encoding.UTF8.GetString(body).ShouldNotContain("\n");
    }

    [Theory]
    [InlineData(WireFormat.V03)]
    [InlineData(WireFormat.Legacy)]
    public void A_dialect_that_is_not_served_is_refused_by_name(WireFormat format) =>
        Should.Throw<NotSupportedException>(() => NotificationBody.Render(format, Update, null)).Message.ShouldContain(format.ToString());

    [Theory]
    [InlineData(WireFormat.V1, "application/a2a+json", "1.0")]
    [InlineData(WireFormat.V03, "application/json", "0.3")]
    [InlineData(WireFormat.Legacy, "application/json", null)]
    public void Each_dialect_has_its_content_type_and_version(WireFormat format, string contentType, string? version)
    {
        NotificationBody.ContentType(format).ShouldBe(contentType);
        NotificationBody.A2AVersion(format).ShouldBe(version);
    }
}
