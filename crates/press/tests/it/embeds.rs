//! What plays and what is embedded, on its way through the whole house: in by front matter, out as an archive, in again.

use importer::archive::{RECORDS, export};
use importer::sources::{Form, Options};
use testkit::both_engines;

use crate::house::{house, import_file};

const EPISODE: &str = "---
title: The ladder
date: 2020-03-01T09:00:00Z
type: podcast
audio: https://cast.example/12.mp3
duration: \"34:10\"
captions:
  en: https://cast.example/12.vtt
chapters: |
  00:30 The amplifier
  09:40 The dog
transcript: |
  Walt Brannigan: Dear reader.

  Ines: Go on.
---
Notes.

https://vimeo.com/76979871

<blockquote class=\"twitter-tweet\"><p>No lock-in.</p>&mdash; Ada (@ada) <a href=\"https://twitter.com/ada/status/601378918776623104\">May 1, 2020</a></blockquote>
";

#[tokio::test]
async fn an_episode_keeps_its_chapters_captions_and_words() {
    both_engines(async |engine| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("site/content/podcast")).unwrap();
        std::fs::write(
            folder.path().join("site/hugo.toml"),
            "baseURL = \"https://duct.example/\"\ntitle = \"The Duct\"\n",
        )
        .unwrap();
        std::fs::write(folder.path().join("site/content/podcast/ladder.md"), EPISODE).unwrap();
        let first = house(engine).await;
        let (_, remarks) = import_file(&first, Form::Markdown, &folder.path().join("site"), Options::default()).await;
        assert_eq!(remarks, Vec::<String>::new());
        let page = first.get("/podcast/ladder/").await;
        let text = page.text();
        for part in [
            "<source src=\"https://cast.example/12.mp3\" type=\"audio/mpeg\">",
            "href=\"https://cast.example/12.mp3#t=30\" data-seek=\"30\"",
            "<span class=\"chapters-at\">9:40</span>",
            "<strong>Walt Brannigan:</strong> Dear reader.",
            "data-src=\"https://player.vimeo.com/video/76979871?dnt=1&amp;autoplay=1\"",
            "<blockquote class=\"embed-words\"><p>No lock-in.</p></blockquote>",
            "<span class=\"embed-by\">Ada (@ada)</span>",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        assert!(!text.contains("<iframe") && !text.contains("<script src=\"http"), "{text}");
        let policy = page.header("content-security-policy");
        assert!(policy.contains("https://player.vimeo.com") && !policy.contains("unsafe"), "{policy}");

        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        export(&first.app, &one).await.unwrap();
        let second = house(engine).await;
        let (_, remarks) = import_file(&second, Form::Archive, &one, Options::default()).await;
        assert_eq!(remarks, Vec::<String>::new());
        export(&second.app, &two).await.unwrap();
        let read = |folder: &std::path::Path| std::fs::read_to_string(folder.join(RECORDS)).unwrap();
        assert_eq!(read(&one), read(&two));
        assert!(read(&one).contains("\"chapters\":[{\"start\":30,\"title\":\"The amplifier\"}"), "{}", read(&one));
        assert!(second.get("/podcast/ladder/").await.text().contains("<strong>Ines:</strong> Go on."));
    })
    .await;
}
