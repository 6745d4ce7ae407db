// Fields of a search that were left blank stay out of the address of its answers.

export function leaveBlanksOut(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>("search form")) {
    form.addEventListener("formdata", ({ formData }) => {
      for (const [name, value] of [...formData]) {
        if (value === "" && name !== "q") formData.delete(name);
      }
    });
  }
}
