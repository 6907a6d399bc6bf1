namespace Handler.Protocol;

/// <summary>The text of artifacts.</summary>
public static class ArtifactExtensions
{
    extension(Artifact artifact)
    {
        /// <summary>The text parts, one after another without a separator; empty when there are none.</summary>
        public string Text => string.Concat(artifact.Parts.Select(part => part.Text));
    }
}
