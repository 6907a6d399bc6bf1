using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Shape;

/// <summary>What a user of the library sees, and whether it has documentation.</summary>
internal static class PublicMembersRule
{
    public static bool IsPublic(MemberDeclarationSyntax member) => member switch
    {
        BaseNamespaceDeclarationSyntax or GlobalStatementSyntax or ExtensionBlockDeclarationSyntax => false,
        EnumMemberDeclarationSyntax => Encloses(member),

        // A type in several files is documented in one of them; that none of them is, the compiler says (CS1591).
        TypeDeclarationSyntax type when type.Modifiers.Any(SyntaxKind.PartialKeyword) && !IsDocumented(type) => false,
        _ => (IsMarkedPublic(member) || IsOfInterface(member)) && Encloses(member),
    };

    public static bool IsDocumented(MemberDeclarationSyntax member) =>
        member.GetLeadingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
            || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia));

    private static bool Encloses(MemberDeclarationSyntax member) =>
        member.Ancestors().OfType<BaseTypeDeclarationSyntax>().All(type =>
            type is ExtensionBlockDeclarationSyntax || IsMarkedPublic(type) || IsOfInterface(type));

    private static bool IsOfInterface(MemberDeclarationSyntax member) =>
        member.Parent is InterfaceDeclarationSyntax
        && !member.Modifiers.Any(SyntaxKind.PrivateKeyword) && !member.Modifiers.Any(SyntaxKind.InternalKeyword);

    private static bool IsMarkedPublic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.PublicKeyword);
}
